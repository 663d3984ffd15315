import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { deliveryStates } from '../../shared/engine/outbox/delivery.ts';
import type { Machine } from './machine.ts';
import type { ReportedCase } from './reported-case.ts';
import { findAtDesk, type StaffSession, unexpected } from './staff-session.ts';

/** Counts of what became of acknowledged cases and of messages. */
export interface Audit {
  cases: number;
  /** Messages that must be delivered, counted per channel. */
  owed: number;
  /** Messages that a receiver has. */
  received: number;
  /** Messages that their case shows as suppressed, with a reason. */
  suppressed: number;
  dead: number;
  /** Pending messages of the last minutes, not offered yet. */
  fresh: number;
  /** Older pending messages with a retry time in the future. */
  waiting: number;
  /** The cases of the waiting messages. */
  readonly waitFor: ReportedCase[];
  /** What was acknowledged and is missing, or is there twice. */
  readonly lostCases: string[];
  readonly lostMessages: string[];
}

const emptyAudit = (): Audit => ({
  cases: 0,
  owed: 0,
  received: 0,
  suppressed: 0,
  dead: 0,
  fresh: 0,
  waiting: 0,
  waitFor: [],
  lostCases: [],
  lostMessages: [],
});

const PARALLEL = 6;

/** Compares what was acknowledged with what the API shows, and what is marked sent with what receivers have. */
export async function audit(
  machine: Machine,
  desk: StaffSession,
  cases: readonly ReportedCase[],
): Promise<Audit> {
  const sum = emptyAudit();
  const left = [...cases];
  const auditNext = async (): Promise<void> => {
    for (let reportedCase = left.shift(); reportedCase !== undefined; reportedCase = left.shift()) {
      await auditCase(sum, machine, desk, reportedCase);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, auditNext));
  return sum;
}

async function auditCase(
  sum: Audit,
  machine: Machine,
  desk: StaffSession,
  reportedCase: ReportedCase,
): Promise<void> {
  const { apiClient } = desk;
  sum.cases += 1;
  const lost = (what: string): void => {
    sum.lostCases.push(`${reportedCase.what} (${reportedCase.reference}): ${what}`);
  };
  const tracked = await apiClient.send({ path: `/v1/track/${reportedCase.token}` });
  if (tracked.status !== 200) return lost(`its secret link answers ${tracked.status}`);
  if (tracked.body.reference !== reportedCase.reference) lost(`its link leads to ${tracked.body.reference}`);
  if (reportedCase.rating !== undefined && tracked.body.rating !== reportedCase.rating)
    lost('its rating is gone');
  const isOver = tracked.body.endedAt !== undefined;
  if (!isOver && tracked.body.nextStep === undefined) lost('it has no next step');

  if (reportedCase.caseId === undefined) await findAtDesk(reportedCase, desk);
  const seen = await apiClient.send({
    path: `/v1/office/cases/${reportedCase.caseId}`,
    bearer: desk.bearer(),
  });
  if (seen.status !== 200) throw unexpected('a case', seen);
  const texts = await textsOf(desk, seen.body);
  for (const words of [reportedCase.what, ...reportedCase.acceptedTexts]) {
    const times = texts.filter((text) => text === words).length;
    if (times !== 1) lost(`${times} times the text: ${words}`);
  }
  const resolved = seen.body.history.filter(({ fact }: { fact: string }) => fact === 'resolved').length;
  if (reportedCase.resolved && resolved !== 1) lost(`resolved ${resolved} times`);
  const { waiting } = sum;
  await auditMessages(sum, machine, seen.body);
  if (sum.waiting > waiting) sum.waitFor.push(reportedCase);
}

interface ShownText {
  readonly version: number;
  readonly index: number;
  readonly text?: string;
  readonly withheld?: true;
}

/** The texts of a case; what residents wrote about some types is shown one by one, on record. */
const textsOf = (
  { apiClient, bearer }: StaffSession,
  { caseId, texts }: { readonly caseId: string; readonly texts: readonly ShownText[] },
): Promise<readonly (string | undefined)[]> =>
  Promise.all(
    texts.map(async ({ version, index, text, withheld }) => {
      if (!withheld) return text;
      const path = `/v1/office/cases/${caseId}/reveal`;
      const revealed = await apiClient.send({
        method: 'POST',
        path,
        bearer: bearer(),
        body: { what: 'text', version, index },
      });
      if (revealed.status !== 200) throw unexpected('a text', revealed);
      return revealed.body.text;
    }),
  );

interface ShownDelivery {
  readonly version: number;
  readonly index: number;
  readonly to: string;
  readonly kind: string;
  readonly channel: string;
  readonly state: (typeof deliveryStates)[number];
  readonly dueAt?: string;
  readonly reason?: string;
}

interface ShownFact {
  readonly version: number;
  readonly at: string;
  readonly particulars?: { readonly delivery?: string };
}

interface ShownCase {
  readonly caseId: string;
  readonly reference: string;
  readonly endedAt?: string;
  readonly history: readonly ShownFact[];
  readonly deliveries: readonly ShownDelivery[];
}

/** A message that came due while the audit reads is not late. */
const SLACK = 2 * MINUTE;

/** A message older than this was offered, unless it waits for a retry. */
const FRESH = 10 * MINUTE;

/** The local run has one station. */
const STATION = 'st1';

/** Counts the state of each message. */
async function auditMessages(sum: Audit, { origin, receiver }: Machine, found: ShownCase): Promise<void> {
  const { caseId, reference, deliveries, history, endedAt } = found;
  const lost = (what: string): void => {
    sum.lostMessages.push(`${reference}: ${what}`);
  };
  const inbox = (await (await fetch(`${origin}/local/outbox?case=${reference}`)).json()) as {
    readonly messages: readonly { readonly id: string }[];
  };
  const inInbox = new Set(inbox.messages.map(({ id }) => id));
  const { now } = (await (await fetch(`${origin}/local/clock`)).json()) as { readonly now: string };
  const isFresh = (version: number): boolean =>
    history.some((fact) => fact.version === version && Date.parse(fact.at) > Date.parse(now) - FRESH);
  const isFailureRecorded = (version: number, index: number): boolean =>
    endedAt !== undefined ||
    history.some(({ particulars }) => particulars?.delivery === `${version}#${index}`);
  for (const { version, index, to, kind, channel, state, dueAt, reason } of deliveries) {
    const id = `${STATION}-${caseId}-${version}-${index}`;
    const name = `${kind} for ${to} over ${channel} (${id})`;
    const has = (message: string) =>
      channel === 'robot' ? receiver.received.has(message) : inInbox.has(message);
    const isAnywhere = (message: string) => receiver.received.has(message) || inInbox.has(message);
    const isReceived = has(id);
    sum.owed += 1;
    if (state === 'sent' && isReceived) sum.received += 1;
    else if (state === 'sent') lost(`${name} is marked sent, and no receiver has it`);
    else if (state === 'pending' && isYetToCome(dueAt, now)) sum[isFresh(version) ? 'fresh' : 'waiting'] += 1;
    else if (state === 'pending') lost(`${name} should have been offered by ${dueAt}, and it is ${now}`);
    // A later message tells it; its version and index are the reason.
    // Which has a channel; the one that it tells never got as far as that.
    else if (state === 'folded' && isAnywhere(`${STATION}-${caseId}-${reason?.replace('#', '-')}`))
      sum.received += 1;
    else if (state === 'folded') lost(`${name} is folded, and no receiver has the message that tells it`);
    else if (reason === undefined) lost(`${name} is ${state} without a reason`);
    else if (state === 'dead' && !isFailureRecorded(version, index))
      lost(`${name} is dead, and its case has no fact about it`);
    else sum[state] += 1;
  }
  const isStaffNotified = deliveries.some(({ version, to }) => version === 1 && to !== 'resident');
  if (!isStaffNotified) lost('no message told staff of the report');
}

const isYetToCome = (dueAt: string | undefined, now: string): boolean =>
  dueAt !== undefined && Date.parse(dueAt) > Date.parse(now) - SLACK;

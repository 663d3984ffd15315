import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { type Desk, findAtDesk, unexpected } from './desk.ts';
import type { Machine } from './machine.ts';
import type { ReportedCase } from './reported-case.ts';

/** What became of what was promised, counted. */
export interface Audit {
  cases: number;
  /** Messages that are owed somebody, on one way out each. */
  owed: number;
  /** Those that somebody has. */
  received: number;
  /** Those that the case itself says will not come, and why. */
  suppressed: number;
  dead: number;
  /** Those of a moment ago, which are yet to be offered. */
  fresh: number;
  /** Those of earlier that will be offered again, at a time that is yet to come. */
  waiting: number;
  /** The cases that the latter belong to. */
  readonly waitFor: ReportedCase[];
  /** What was acknowledged and is not there, or is there twice. */
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

const AT_ONCE = 6;

/** Holds what people were told against what the station shows them, and what it says it sent against who got it. */
export async function audit(machine: Machine, desk: Desk, cases: readonly ReportedCase[]): Promise<Audit> {
  const sum = emptyAudit();
  const left = [...cases];
  const hand = async (): Promise<void> => {
    for (let caseSummary = left.shift(); caseSummary !== undefined; caseSummary = left.shift()) {
      await auditCase(sum, machine, desk, caseSummary);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  return sum;
}

async function auditCase(sum: Audit, machine: Machine, desk: Desk, caseSummary: ReportedCase): Promise<void> {
  const { voice } = desk;
  sum.cases += 1;
  const lost = (what: string): void => {
    sum.lostCases.push(`${caseSummary.what} (${caseSummary.reference}): ${what}`);
  };
  const tracked = await voice.say({ path: `/v1/track/${caseSummary.token}` });
  if (tracked.status !== 200) return lost(`its secret link answers ${tracked.status}`);
  if (tracked.body.reference !== caseSummary.reference) lost(`its link leads to ${tracked.body.reference}`);
  if (caseSummary.rating !== undefined && tracked.body.rating !== caseSummary.rating)
    lost('its rating is gone');
  const isOver = tracked.body.endedAt !== undefined;
  if (!isOver && tracked.body.nextStep === undefined) lost('it has no next step');

  if (caseSummary.caseId === undefined) await findAtDesk(caseSummary, desk);
  const seen = await voice.say({ path: `/v1/office/cases/${caseSummary.caseId}`, bearer: desk.bearer() });
  if (seen.status !== 200) throw unexpected('a case', seen);
  for (const words of [caseSummary.what, ...caseSummary.taken]) {
    const times = seen.body.texts.filter(({ text }: { text: string }) => text === words).length;
    if (times !== 1) lost(`${times} times the words: ${words}`);
  }
  const resolved = seen.body.history.filter(({ fact }: { fact: string }) => fact === 'resolved').length;
  if (caseSummary.resolved && resolved !== 1) lost(`resolved ${resolved} times`);
  const { waiting } = sum;
  await auditMessages(sum, machine, seen.body);
  if (sum.waiting > waiting) sum.waitFor.push(caseSummary);
}

interface ShownDelivery {
  readonly version: number;
  readonly index: number;
  readonly to: string;
  readonly kind: string;
  readonly channel: string;
  readonly state: 'pending' | 'sent' | 'suppressed' | 'dead';
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

/** What came due a moment ago, while all this is read, is not late. */
const SLACK = 2 * MINUTE;

/** A message of this age was offered already, unless it was put off. */
const FRESH = 10 * MINUTE;

/** All of the local run is one station. */
const STATION = 'st1';

/** Counts what became of each message. */
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
  const isHeardOf = (version: number, index: number): boolean =>
    endedAt !== undefined ||
    history.some(({ particulars }) => particulars?.delivery === `${version}#${index}`);
  for (const { version, index, to, kind, channel, state, dueAt, reason } of deliveries) {
    const id = `${STATION}-${caseId}-${version}-${index}`;
    const name = `${kind} for ${to} over ${channel} (${id})`;
    const arrived = channel === 'robot' ? receiver.received.has(id) : inInbox.has(id);
    sum.owed += 1;
    if (state === 'sent' && arrived) sum.received += 1;
    else if (state === 'sent') lost(`${name} is said to be sent, and nobody has it`);
    else if (state === 'pending' && isYetToCome(dueAt, now)) sum[isFresh(version) ? 'fresh' : 'waiting'] += 1;
    else if (state === 'pending') lost(`${name} should have been offered by ${dueAt}, and it is ${now}`);
    else if (reason === undefined) lost(`${name} is ${state}, and nobody says why`);
    else if (state === 'dead' && !isHeardOf(version, index))
      lost(`${name} is dead, and its case knows nothing`);
    else sum[state] += 1;
  }
  const notifiedOfIt = deliveries.some(({ version, to }) => version === 1 && to !== 'resident');
  if (!notifiedOfIt) lost('nobody was told that it came');
}

const isYetToCome = (dueAt: string | undefined, now: string): boolean =>
  dueAt !== undefined && Date.parse(dueAt) > Date.parse(now) - SLACK;

import { dueName, stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import { type Case, isOpenCase } from '../../../shared/cases/case.ts';
import type { CaseNotice } from '../../../shared/cases/case-notice.ts';
import type { CaseDetails } from '../../../shared/cases/reading/read-case.ts';
import type { Reader } from '../../../shared/cases/reading/record-read.ts';
import type { Revealed } from '../../../shared/cases/reading/reveal.ts';
import { DAY, type Instant, MINUTE, toIso } from '../../../shared/engine/calendar/instant.ts';
import { type Delivery, stationOf } from '../../../shared/engine/outbox/delivery.ts';
import { deliveryId } from '../../../shared/engine/outbox/delivery-id.ts';
import type { PublishedFact } from '../../../shared/engine/outbox/published-fact.ts';
import { isUrgent } from '../../../shared/engine/priority.ts';
import type { PersonId } from '../../../shared/engine/scope.ts';
import type { CommandAnswer } from '../../../shared/engine/storage/command-record.ts';
import type { Companion } from '../../../shared/engine/storage/companion.ts';
import type { DueRow } from '../../../shared/engine/storage/due-row.ts';
import type { Policy } from '../../../shared/policies/policy.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import type { Sending } from '../channels/receivers.ts';
import type { Trial } from '../channels/senders.ts';
import { commandDigest, commandsOf } from '../world/commands-of.ts';
import { type CaseCommit, caseAt, isCompanion } from '../world/kept-cases.ts';
import type { Run } from '../world/run.ts';
import type { Invariant, Violation } from './catalogue.ts';
import * as channelRules from './channel-rules.ts';
import * as commitRules from './commit-rules.ts';
import * as endRules from './end-rules.ts';
import {
  isOfTask,
  judgeLook,
  judgeLookRecorded,
  judgeSaid,
  judgeTask,
  type Look,
  type TaskCommit,
  type TaskLife,
} from './helper-rules.ts';
import { applyFact, type Life, newLife, noteIdle, noteState, readable } from './life.ts';
import { NIGHT_MARGIN, type TrackedMessage, wrongToSend } from './message-rules.ts';
import { type MessageTotals, messageTotals } from './message-totals.ts';
import { judgeRecorded, judgeRevealed, judgeShown, type ShownSecret } from './read-rules.ts';
import { judgeReaders } from './reader-rules.ts';
import * as residentRules from './resident-rules.ts';
import * as stepRules from './step-rules.ts';

/** Kinds of messages in which the clock speaks. */
const stepsTold: ReadonlySet<string> = new Set(['reminder', 'breach', 'level']);

/** Observes every effect of the simulation and checks the invariants at once. */
export interface Judge {
  readonly violations: readonly Violation[];
  readonly lives: ReadonlyMap<string, Life>;
  totals(): MessageTotals;
  /** How many cases are open. */
  openCases(): number;
  /** Takes a snapshot of its state and returns a function that restores it, for when the table is restored from a backup. */
  remember(): () => void;
  /** `second`: the commit of another case in the same transaction; it is also passed in a call of its own. */
  committed(commit: CaseCommit, second: CaseCommit | undefined): void;
  briefed(brief: Delivery): void;
  digested(digest: Delivery): void;
  settled(before: Delivery, after: Delivery): void;
  parked(row: DueRow, until: Instant): void;
  putOff(delivery: Delivery): void;
  counted(name: string, value: number): void;
  /** A sender opened what leads to a resident. */
  opened(run: Run): void;
  tried(trial: Trial): void;
  sent(sending: Sending): void;
  published(fact: PublishedFact): void;
  /** A helper was shown what they are asked. */
  looked(look: Look): void;
  /** A member of staff was shown a case. */
  shown(reader: Reader, caseDetails: CaseDetails): void;
  /** A member of staff was shown what they asked for. */
  revealed(reader: Reader, revealed: Revealed, policy: Policy): void;
  /** A resident got the answer that the report was received. */
  receivedReport(tokenHash: string, name: string): void;
  /** Staff or a resident got the answer that a move was made. */
  answered(name: string, commandId: string, answer: CommandAnswer): void;
  failed(invariant: Invariant, detail: string): void;
  /** Checks that no row is overdue; called repeatedly after all faults ended. */
  nothingOverdue(): void;
  /** Checks that are possible only at the end; `lossless` when neither stream nor bus lost anything. */
  finish(outages: readonly { from: Instant; to: Instant }[], lossless: boolean): void;
}

const factRules: readonly stepRules.FactRule[] = [
  stepRules.movesAreLawful,
  stepRules.stepsAreRight,
  stepRules.answeredIsQuiet,
  stepRules.roomsApart,
  stepRules.ownPolicy,
  stepRules.reopenedWithReason,
  stepRules.unlinkedRunsOn,
];

const VIOLATIONS_MAX = 20;
/** Per channel of a message. */
const ATTEMPTS_MAX = 12;
const OVERDUE_MAX = 10 * MINUTE;
const SKEW_MAX = 5 * MINUTE;

/** The judge’s own record of the run. */
const emptyState = () => ({
  lives: new Map<string, Life>(),
  owed: new Map<string, TrackedMessage>(),
  tokens: new Map<string, string>(),
  proofs: new Map<string, string>(),
  references: new Map<string, string>(),
  published: new Set<string>(),
  briefedAt: new Map<string, Instant>(),
  /** By the id of the request. */
  shownSecrets: new Map<string, ShownSecret>(),
  tasks: new Map<string, TaskLife>(),
  looks: new Map<string, Look>(),
  openCases: 0,
  counts: channelRules.noSendCounts(),
});

export function judge(tables: Tables, now: () => Instant, smsPerDayMax: number): Judge {
  const violations: Violation[] = [];
  let state = emptyState();
  let overdue = new Map<string, { readonly dueAt: Instant; readonly since: Instant }>();
  const { calendars } = standardPolicy;
  const rules = [
    commitRules.armedAndIndexed,
    commitRules.tickIsWhole,
    commitRules.factsExplain,
    commitRules.oneMessageEach,
    commitRules.coReportersAreNotified,
    commitRules.onceSecretIsSecret,
    commitRules.decisionsCanBeTaken,
  ];

  const broken = (invariant: Invariant, detail: string): void => {
    if (violations.length < VIOLATIONS_MAX) violations.push({ invariant, at: toIso(now()), detail });
  };
  const once = (seen: Map<string, string>, key: string, name: string, invariant: Invariant): void => {
    const first = seen.get(key);
    if (first !== undefined && first !== name) broken(invariant, `${name} and ${first}`);
    seen.set(key, name);
  };
  const trackMessage = (
    delivery: Delivery,
    life: Life | undefined,
    stepAt: Instant | undefined,
    by?: PersonId,
  ): void => {
    state.owed.set(deliveryId(delivery.subject), {
      id: deliveryId(delivery.subject),
      delivery,
      life,
      createdAt: now(),
      stepAt,
      by,
      takenBy: new Set(),
      firstTakenAt: undefined,
      wasBad: false,
      attempts: new Map(),
      trials: new Map(),
      route: undefined,
      putOffs: 0,
      named: new Set(),
      told: 1,
      state: 'pending',
      reason: undefined,
    });
  };

  const judgeCompanion = (life: Life, companion: Companion): void => {
    const { pk } = companion.key;
    if (isCompanion('token', companion)) once(state.tokens, pk, life.name, 'received-once');
    if (isCompanion('proof', companion)) once(state.proofs, pk, life.name, 'proof-spent-once');
  };

  const judgeCommand = (life: Life, version: number, command: string): void => {
    if (life.commands.has(command)) broken('command-once', `${life.name} ${command}`);
    life.commands.set(command, version);
  };

  const judgeCommit = (commit: CaseCommit, second: CaseCommit | undefined): void => {
    const { lives, references } = state;
    const { key, before, after, facts, deliveries, companions } = commit;
    const name = stateName(key);
    const old = lives.get(name);
    const life = old ?? newLife(name, after);
    if (old === undefined) lives.set(name, life);
    const primary = second && lives.get(stateName(second.key))?.found;
    const isLink = second?.facts.some(({ fact }) => fact.fact === 'co-reporter-linked');
    if (old && primary && isLink) commitRules.judgeLink(old.found, primary, second.after, broken);
    state.openCases += Number(isOpenCase(after)) - Number(old !== undefined && isOpenCase(old.found));
    commitRules.chainContiguous(life, commit, tables, broken);
    if (after.version === 1)
      once(references, `${after.station}/${after.reference}`, name, 'reference-unique');
    for (const companion of companions) judgeCompanion(life, companion);
    for (const command of commandsOf(commit)) judgeCommand(life, after.version, command);
    for (const record of facts) {
      for (const rule of factRules) rule(life, record, now(), broken);
      applyFact(life, record);
      if (record.fact.fact === 'level-reached') life.levelNotifiedAt = now();
    }
    life.found = after;
    for (const rule of rules) rule(life, commit, tables, broken);
    commitRules.commitFits(second)(life, commit, tables, broken);
    noteIdle(life, now());
    noteState(life, now());
    const actor = facts[0]?.by;
    const byClock = actor?.kind === 'clock';
    // A step that a person's move made due at once was not due before that move.
    const stepAt = byClock ? Math.max(before?.dueAt ?? 0, life.movedAt) : undefined;
    const by = actor?.kind === 'staff' ? actor.person : undefined;
    // With a person's move may come steps of the clock; those tell the person, too.
    for (const delivery of deliveries) {
      trackMessage(delivery, life, stepAt, stepsTold.has(delivery.message.kind) ? undefined : by);
    }
    if (!byClock) life.movedAt = now();
  };

  const judgeHelper = (commit: TaskCommit): void => {
    const { lives, tasks } = state;
    const name = stateName(commit.key);
    tasks.set(name, judgeTask(commit, tasks.get(name), { lives, tables, now: now() }, broken));
    for (const delivery of commit.deliveries) trackMessage(delivery, undefined, undefined);
  };

  const judgeResident = (message: TrackedMessage, notice: CaseNotice, run: Run, begunAt: Instant): void => {
    const { to } = message.delivery.message;
    if (to !== 'resident' && to !== 'co-reporters') return;
    const messages = state.owed.values();
    const passed =
      message.attempts.size > 1 ? undefined : residentRules.overtaken(message, messages, run, tables);
    if (passed !== undefined) broken('in-order', `${notice.id} before ${passed.id}`);
    const left = residentRules.leftOver(message, state.owed.values(), run, tables, begunAt);
    if (left !== undefined) broken('one-in-the-morning', `${notice.id} without ${left.id}`);
    const wrong = residentRules.untrue(message, notice, begunAt);
    if (wrong !== undefined) broken('told-truly', `${notice.id}: ${wrong}`);
  };

  /** A message to co-reporters is sent once per co-reporter, with the id of their own case appended. */
  const messageOf = (noticeId: string): TrackedMessage | undefined =>
    state.owed.get(noticeId) ?? state.owed.get(noticeId.slice(0, noticeId.lastIndexOf('-')));

  const judgeChannelEnd = (message: TrackedMessage, { state: end, reason }: Delivery): void => {
    const { owed, counts } = state;
    if (end === 'dead') channelRules.judgeGivenUp(message, reason, broken);
    if (reason === 'told-together') channelRules.judgeWaiting(message, tables, broken);
    if (end === 'suppressed' && channelRules.isForResidents(reason)) {
      const given = { reason, tables, peaks: counts.peaks, smsPerDayMax, now: now() };
      const wrong = channelRules.wrongToLeaveOut(message, given);
      if (wrong !== undefined) broken('owed-not-suppressed', `${message.id} ${reason} ${wrong}`);
    }
    const members = channelRules.membersOf(message, owed, tables);
    channelRules.judgeSeveral(message, end, members, now(), broken);
  };

  const keepShown = (secret: ShownSecret | undefined): void => {
    if (secret === undefined) return;
    judgeRecorded(tables, secret, broken);
    state.shownSecrets.set(secret.requestId, secret);
  };

  return {
    violations,
    get lives() {
      return state.lives;
    },
    openCases: () => state.openCases,
    totals: () => messageTotals(state.owed.values(), state.counts),
    remember() {
      const then = structuredClone(state);
      return () => {
        state = then;
        overdue = new Map();
      };
    },
    committed(commit, second) {
      judgeSaid(commit, second, broken);
      if (isOfTask(commit)) judgeHelper(commit as unknown as TaskCommit);
      else judgeCommit(commit, second);
    },
    looked(look) {
      judgeLook(look, state.tasks.get(stateName(look.key)), broken);
      judgeLookRecorded(look, tables, broken);
      state.looks.set(look.requestId, look);
    },
    briefed(brief) {
      if (brief.subject.about === 'brief') state.briefedAt.set(brief.subject.station, now());
      trackMessage(brief, undefined, undefined);
    },
    digested: (digest) => trackMessage(digest, undefined, undefined),
    settled(before, after) {
      const { lives, owed, briefedAt } = state;
      const message = owed.get(deliveryId(before.subject));
      if (message === undefined) {
        broken('no-defect', 'a message that no commit wrote');
        return;
      }
      if (before.state !== 'pending')
        broken('end-is-final', `${message.id} ${before.state}, then ${after.state}`);
      message.state = after.state;
      message.reason = after.reason;
      judgeChannelEnd(message, after);
      const linked = message.delivery.message.to === 'co-reporters' ? coReportersOf(lives, message) : [];
      endRules.judgeEnd(
        message,
        after,
        briefedAt.get(stationOf(before.subject)),
        linked,
        tables,
        now(),
        broken,
      );
      endRules.judgeBatched(message, after, tables, broken);
      if (after.state !== 'folded') return;
      const teller = residentRules.tellerOf(message, after.reason, owed);
      const isTold = teller !== undefined && teller.takenBy.size > 0 && teller.told > 1;
      if (!isTold) broken('folded-is-told', `${message.id} by ${after.reason}`);
    },
    parked(row, until) {
      const message = row.row === 'delivery' ? state.owed.get(deliveryId(row.subject)) : undefined;
      if (message !== undefined) message.wasBad = true;
      const found = row.row === 'aggregate' ? caseAt(tables, row.key) : undefined;
      if (found?.dueAt === undefined) return;
      const isEarly = found.dueAt > now() + SKEW_MAX && found.dueAt !== until;
      if (isEarly) broken('only-the-due-are-parked', dueName(row));
    },
    putOff({ subject }) {
      const message = state.owed.get(deliveryId(subject));
      if (message !== undefined) message.putOffs += 1;
    },
    counted(name, value) {
      const { peaks } = state.counts;
      if (name.startsWith('sms#')) peaks.set(name, Math.max(value, peaks.get(name) ?? 0));
    },
    opened({ handler }) {
      if (handler !== 'notify-residents') broken('own-sender', `${handler} opened an address`);
    },
    tried(trial) {
      const message = messageOf(trial.notice.id);
      if (message !== undefined) channelRules.judgeTrial(message, trial, broken);
    },
    sent(sending) {
      const { run, begunAt, receiver, taken } = sending;
      const { lives, owed, counts } = state;
      const notice = sending.message.notice as CaseNotice;
      const channel = receiver.name;
      const message = messageOf(notice.id);
      if (message === undefined) {
        broken('no-defect', `a message that no commit wrote: ${notice.id}`);
        return;
      }
      const number = run.claims.get(message.id);
      const attempt = `${number}+${message.putOffs}@${channel}`;
      const made = message.attempts.get(notice.id) ?? new Set();
      if (made.has(attempt)) broken('attempt-sent-once', `${notice.id} attempt ${attempt}`);
      message.attempts.set(notice.id, made.add(attempt));
      if (number !== undefined && number > ATTEMPTS_MAX) broken('attempts-bounded', notice.id);
      channelRules.judgeSender(run, notice, broken);
      channelRules.judgeRequest(counts, sending, message.life, smsPerDayMax, broken);
      if (notice.to === 'resident') channelRules.judgeReached(sending, lives, tables, broken);
      const members = channelRules.membersOf(message, owed, tables);
      channelRules.judgeNamed({ notice, run, begunAt }, members, broken);
      const readAt = message.life && run.reads.get(message.life.name);
      const wrong = wrongToSend(message, readAt, begunAt);
      if (wrong !== undefined) broken('checked-before-sending', `${notice.id}: ${wrong}`);
      const night = [begunAt - NIGHT_MARGIN, begunAt + NIGHT_MARGIN].every(calendars.isQuiet);
      const wasUrgent = message.life !== undefined && readable(message.life, begunAt).some(isUrgentCase);
      const mayWake = isUrgent(message.delivery.priority) || wasUrgent;
      if (night && !mayWake) broken('night-is-quiet', notice.id);
      if (message.by !== undefined && notice.people.includes(message.by))
        broken('own-action-not-told', `${notice.id} to ${message.by}`);
      judgeResident(message, notice, run, begunAt);
      if (!taken) return;
      message.takenBy.add(channel);
      for (const reference of notice.batch?.references ?? []) message.named.add(reference);
      message.told = Math.max(message.told, notice.news?.length ?? 1);
      message.firstTakenAt ??= now();
    },
    published({ key, version, index }) {
      state.published.add(`${stateName(key)}/${version}/${index}`);
    },
    shown(reader, caseDetails) {
      keepShown(judgeShown(reader, caseDetails, broken));
    },
    revealed(reader, revealed, policy) {
      keepShown(judgeRevealed(reader, revealed, policy, broken));
    },
    receivedReport(tokenHash, name) {
      if (state.tokens.get(`T#${tokenHash}`) !== name)
        broken('acknowledged-is-kept', `a report that was acknowledged as ${name}`);
    },
    answered(name, commandId, { version }) {
      const life = state.lives.get(name);
      const made = life?.commands.get(commandDigest(commandId));
      if (life === undefined) broken('rooms-apart', `${name} ${commandId}`);
      else if (made !== version)
        broken('acknowledged-is-kept', `${name} ${commandId}: ${version} instead of ${made}`);
    },
    failed: broken,
    nothingOverdue() {
      const before = overdue;
      overdue = new Map();
      const instant = now();
      for (const [name, { row, parked }] of tables.due) {
        if (row.dueAt > instant) {
          const isLate = parked > 0 && row.dueAt > instant + DAY + OVERDUE_MAX;
          if (isLate && !endRules.isOwn(tables, name, row.dueAt)) broken('quarantine-ends', name);
          continue;
        }
        // A deadline that a person moved into the past counts as overdue from the move on.
        const last = before.get(name);
        const since = last?.dueAt === row.dueAt ? last.since : instant;
        overdue.set(name, { dueAt: row.dueAt, since });
        const late = instant - since;
        if (late > OVERDUE_MAX) broken('served-in-time', `${name} ${Math.round(late / MINUTE)} min overdue`);
      }
    },
    finish(outages, lossless) {
      const { lives, owed, published } = state;
      for (const life of lives.values()) {
        endRules.judgeLife(life, tables, broken);
        judgeReaders(life, tables, broken);
      }
      endRules.judgeLinks(lives, tables, broken);
      for (const message of owed.values()) endRules.judgeUnended(message, tables, now(), broken);
      for (const secret of state.shownSecrets.values()) judgeRecorded(tables, secret, broken);
      for (const look of state.looks.values()) judgeLookRecorded(look, tables, broken);
      for (const { to } of outages) endRules.judgeOutage([...owed.values()], to, broken);
      if (lossless) endRules.judgePublished(lives, tables, published, now(), broken);
    },
  };
}

const isUrgentCase = ({ priority }: Case): boolean => isUrgent(priority);

/** The cases that were linked to the message’s case when the message was decided. */
const coReportersOf = (
  lives: ReadonlyMap<string, Life>,
  { life, createdAt }: TrackedMessage,
): readonly Life[] =>
  [...lives.values()].filter(
    ({ found, endedSince = Number.POSITIVE_INFINITY }) =>
      found.status === 'duplicate' && found.duplicateOf === life?.found.caseId && endedSince < createdAt,
  );

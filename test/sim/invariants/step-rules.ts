import { type ClockKind, milestoneKinds } from '../../../shared/cases/clock-kinds.ts';
import type { Fact } from '../../../shared/cases/fact.ts';
import { isOpen, moves, type Status, target } from '../../../shared/cases/lifecycle.ts';
import { type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import type { FactRecord } from '../../../shared/engine/storage/fact-record.ts';
import { policyOf } from '../world/policies.ts';
import type { Invariant } from './catalogue.ts';
import { answeredStatuses, type Life } from './life.ts';

/** Reports violations of a fact; called before the fact is applied to the life. */
export type FactRule = (
  life: Life,
  record: FactRecord<Fact>,
  trueNow: Instant,
  broken: (invariant: Invariant, detail: string) => void,
) => void;

/** Largest clock skew, by which a step may come early. */
const SKEW_MAX = 5 * MINUTE;

/** Shortest interval between two repeats of the top level. */
const TOP_PAUSE_MIN = 15 * MINUTE;

/** Each step of a clock or an escalation is taken once, not early, and only while it runs. */
export const stepsAreRight: FactRule = (life, { fact, at }, trueNow, broken) => {
  const take = (step: string): void => {
    if (life.taken.has(step)) broken('step-taken-once', step);
    life.taken.add(step);
  };
  const due = (instant: Instant, step: string): void => {
    if (at < instant || trueNow < instant - SKEW_MAX) broken('step-not-early', step);
  };
  if (fact.fact === 'reminded') reminded(life, fact, take, due, broken);
  if (fact.fact === 'breached' || fact.fact === 'lapsed') {
    const clock = life.clocks.get(fact.clock);
    const step = `${fact.clock}|${clock?.startedAt}|${clock?.promiseAt}|end`;
    if (clock?.state !== 'running') {
      broken('step-not-spurious', step);
      return;
    }
    take(step);
    due(clock.promiseAt, step);
  }
  if (fact.fact === 'level-reached') escalated(life, fact, take, due, broken);
};

type Take = (step: string) => void;
type Due = (instant: Instant, step: string) => void;
type Broken = Parameters<FactRule>[3];

function reminded(
  life: Life,
  { clock: kind, clocks = [] }: Extract<Fact, { fact: 'reminded' }>,
  take: Take,
  due: Due,
  broken: Broken,
): void {
  const clock = life.clocks.get(kind);
  const after = clocks.find((changed) => changed.kind === kind);
  const step = `${kind}|${clock?.startedAt}|${clock?.promiseAt}|reminder`;
  if (clock?.state !== 'running' || after === undefined || after.reminded <= clock.reminded) {
    broken('step-not-spurious', step);
    return;
  }
  for (let index = clock.reminded; index < after.reminded; index += 1) {
    const instant = clock.remindAt[index] ?? Number.POSITIVE_INFINITY;
    take(`${step}|${instant}`);
    due(instant, `${step}|${instant}`);
  }
}

function escalated(
  life: Life,
  fact: Extract<Fact, { fact: 'level-reached' }>,
  take: Take,
  due: Due,
  broken: Broken,
): void {
  const { escalation } = life;
  // A higher priority may bring a further level at the same instant at which a former one was due.
  const step = `level|${life.escalations}|${fact.level}|${escalation?.nextAt}`;
  if (escalation === undefined) {
    broken('step-not-spurious', step);
    return;
  }
  take(step);
  due(escalation.nextAt, step);
  const before = escalation.level;
  const rises = fact.level === before + fact.skipped.length + 1;
  const repeats = fact.level === before && fact.repeats > 0 && fact.skipped.length === 0;
  const after = fact.escalation;
  if (repeats && escalation.nextAt - life.escalatedAt < TOP_PAUSE_MIN) broken('top-keeps-pace', step);
  life.escalatedAt = escalation.nextAt;
  const same = after?.startedAt === escalation.startedAt && after.level === fact.level;
  if (!(rises || repeats) || !same) broken('level-rises', `${step}: ${before} to ${fact.level}`);
}

export const roomsApart: FactRule = ({ name, found }, { by }, _, broken) => {
  if (by.kind === 'staff' && by.station !== found.station) broken('rooms-apart', `${name} by ${by.station}`);
};

/** Uses `residentAnswer`, the one length in which the two simulated policies differ for every type. */
export const ownPolicy: FactRule = ({ name, found }, { fact }, _, broken) => {
  if (fact.fact !== 'resident-asked') return;
  const { types, calendars } = policyOf(found.policyVersion);
  const asked = fact.clocks?.find(({ kind }) => kind === 'resident-answer');
  const promisedMs = calendars.lengthMs('always', types[found.type].residentAnswer);
  const givenMs = asked && asked.promiseAt - asked.startedAt;
  if (givenMs !== promisedMs) broken('own-policy', `${name} under ${found.policyVersion}: ${givenMs} ms`);
};

const milestones: ReadonlySet<ClockKind> = new Set(milestoneKinds);

/** After the answer, only the reopen window and the milestones that started with the answer may take steps. */
export const answeredIsQuiet: FactRule = (life, { fact }, _, broken) => {
  const { answeredAt } = life;
  if (answeredAt === undefined) return;
  const isOurs = (kind: ClockKind): boolean => {
    const clock = life.clocks.get(kind);
    return (
      kind === 'window' || (milestones.has(kind) && clock !== undefined && clock.startedAt >= answeredAt)
    );
  };
  if ((fact.fact === 'reminded' || fact.fact === 'breached') && !isOurs(fact.clock)) {
    broken('answered-is-quiet', `${fact.fact} ${fact.clock}`);
  }
  const late = [...life.clocks.values()].some(({ kind, state }) => state === 'breached' && isOurs(kind));
  if (fact.fact === 'level-reached' && !late) broken('answered-is-quiet', `level ${fact.level}`);
};

/** Facts that an ended case may still get. */
const counted = ['co-reporter-left', 'co-reporter-returned', 'co-reporter-unlinked'] as const;
const afterTheEnd: { readonly [S in Status]?: readonly Fact['fact'][] } = {
  closed: ['rated', 'reopened', 'reporter-returned', ...counted],
  withdrawn: ['reopened', 'marked-duplicate', ...counted],
  duplicate: [
    'rated',
    'message-added',
    'photo-added',
    'reopened',
    'withdrawn',
    'unlinked',
    'reporter-returned',
  ],
};

/** What changes nothing about a case's work: who may know its reporter, and how the reporter is told. */
const anyTime: readonly Fact['fact'][] = ['secrecy-lifted', 'notices-chosen'];

/** An ended case is opened again by a chief with a text, or by its reporter soon after they withdrew it. */
export const reopenedWithReason: FactRule = (life, { fact, by, at, commitments }, _, broken) => {
  const { name, status, found, withdrawnAt = 0 } = life;
  const isReturn =
    fact.fact === 'reporter-returned' || (status === 'withdrawn' && fact.fact === 'marked-duplicate');
  const isOpened =
    fact.fact === 'unlinked' || (fact.fact === 'reopened' && fact.to !== undefined && !isOpen(status));
  if (!isReturn && !isOpened) return;
  if (by.kind === 'staff') {
    if (by.role !== 'chief' || commitments.length === 0)
      broken('reopened-with-reason', `${name} by ${by.role}`);
    return;
  }
  const { types, calendars } = policyOf(found.policyVersion);
  const until = withdrawnAt + calendars.lengthMs('always', types[found.type].window);
  if (status === 'closed' && fact.fact === 'reopened') broken('reopened-with-reason', `${name} was closed`);
  if (at > until + SKEW_MAX) broken('reopened-with-reason', `${name} after the window`);
};

export const unlinkedRunsOn: FactRule = ({ name, heldPromises }, { fact }, _, broken) => {
  if (fact.fact !== 'unlinked') return;
  for (const [kind, promiseAt] of heldPromises) {
    const now = fact.clocks?.find((clock) => clock.kind === kind)?.promiseAt;
    if (now !== promiseAt) broken('unlinked-runs-on', `${name} ${kind}: ${now} instead of ${promiseAt}`);
  }
};

/** Status changes by the clock: the end of waiting for the resident, and the end of the reopen window. */
const clockMayChange = (from: Status, to: Status): boolean =>
  (from === 'waiting-resident' && to === 'in-progress') || (answeredStatuses.has(from) && to === 'closed');

export const movesAreLawful: FactRule = (life, { fact, by }, _, broken) => {
  if (fact.fact === 'submitted') return;
  const { status } = life;
  const may = isOpen(status) || anyTime.includes(fact.fact) || afterTheEnd[status]?.includes(fact.fact);
  if (!may) broken('ended-is-ended', `${status}: ${fact.fact}`);
  const { to } = fact;
  if (to === undefined || to === status) return;
  // A case whose last milestone is reached after the reopen window closes in the same commit.
  const follows = clockMayChange(status, to);
  const lawful = by.kind === 'clock' ? follows : follows || moves.some((move) => target(move, status) === to);
  if (!lawful) broken('moves-are-lawful', `${status} to ${to} by ${by.kind}`);
};

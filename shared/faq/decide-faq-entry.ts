import type { Decision, DecisionContext } from '../engine/aggregate-types.ts';
import { DAY, type Instant } from '../engine/calendar/instant.ts';
import { clockUntil, meet, startClock } from '../engine/clocks/clock.ts';
import { type NextStep, nextDeadline } from '../engine/clocks/next-deadline.ts';
import { defined } from '../engine/defined.ts';
import type { Message } from '../engine/outbox/message.ts';
import type { Responsible } from '../engine/responsible.ts';
import type { Policy } from '../policies/policy.ts';
import {
  type FaqClock,
  type FaqCommand,
  type FaqEntry,
  type FaqFact,
  type FaqTypes,
  shownUntil,
} from './faq-entry.ts';
import type { FaqMessageKind } from './faq-notice.ts';

type Draft = Omit<FaqEntry, keyof NextStep>;
type Decided = Decision<FaqTypes>;
type Context = Pick<DecisionContext<Policy>, 'now' | 'policy'>;
type Of<Move extends FaqCommand['move']> = Extract<FaqCommand, { readonly move: Move }>;

/** How long a draft waits before the chief is told, and how long until the chief is told again, in office days. */
const DECIDED_WITHIN = { days: 2 } as const;
const TOLD_AGAIN_AFTER = { days: 1 } as const;
/** How long before its date somebody is reminded to look at an answer again. */
const REMINDED_BEFORE = { days: 7 } as const;

/** Decides every command on an entry. Pure: time, actor and policy are arguments. */
export function decideFaqEntry(before: FaqEntry | undefined, command: FaqCommand, context: Context): Decided {
  if (command.move === 'draft') {
    if (before !== undefined) throw new Error('an entry is drafted once, under an id of its own');
    return drafted(command, context);
  }
  if (before === undefined) return { refusal: { code: 'not-found' } };
  switch (command.move) {
    case 'correct':
      return correct(before, command, context);
    case 'approve':
      return approve(before, command, context);
    case 'confirm':
      return confirm(before, context);
    case 'withdraw':
      return before.status === 'withdrawn'
        ? unchanged(before)
        : ended(before, 'withdrawn', { fact: 'withdrawn' }, context.now);
    case 'tick':
      return tick(before, context);
    case 'not-delivered':
      // The chief is told again by the clock, and the morning brief names what waits; nobody is above the chief here.
      return open(before, [{ fact: 'not-reached' }], {}, context.now);
  }
}

const unchanged = (before: FaqEntry): Decided => ({ facts: [], after: before });

function drafted({ station, id, by, lookAgainDays, caseId }: Of<'draft'>, { now, policy }: Context): Decided {
  const clocks = [approveClock(policy, now)];
  const draft: Draft = {
    ...{ station, id, lookAgainDays, clocks },
    version: 1,
    chainHead: '',
    policyVersion: policy.version,
    status: 'draft',
    priority: 'P4',
    startedAt: now,
    draft: { by, at: now, version: 1, lookAgainDays },
    ...defined({ caseId }),
  };
  const fact = { fact: 'drafted', by, lookAgainDays, clocks, ...defined({ caseId }) } as const;
  return { facts: [{ ...fact, messages: [toApprove] }], after: withNextStep(draft, now) };
}

const toApprove = {
  to: 'chief',
  kind: 'faq-to-approve',
  clock: 'approve',
} as const satisfies Message<FaqMessageKind>;

const approveClock = (policy: Policy, now: Instant): FaqClock =>
  startClock(
    policy.calendars,
    { kind: 'approve', calendar: 'office', length: DECIDED_WITHIN, reminders: 'none' },
    now,
  );

/** New words replace those that waited; what residents read stays until these are approved. */
function correct(
  before: FaqEntry,
  { by, lookAgainDays, seen }: Of<'correct'>,
  { now, policy }: Context,
): Decided {
  if (before.draft?.version !== seen)
    return { refusal: { code: 'changed-meanwhile', version: before.version } };
  const clocks = [...without(before.clocks, 'approve'), approveClock(policy, now)];
  const isShown = before.status === 'shown';
  const draft = { by, at: now, version: before.version + 1, lookAgainDays };
  const fact = { fact: 'drafted', by, lookAgainDays, clocks, messages: [toApprove] } as const;
  return open(
    { ...before, status: isShown ? 'shown' : 'draft' },
    [fact],
    { clocks: isShown ? clocks : clocks.filter(({ kind }) => kind === 'approve'), draft },
    now,
  );
}

/** A second person reads what residents will read. */
function approve(before: FaqEntry, { by, draft, shown }: Of<'approve'>, { now, policy }: Context): Decided {
  if (before.draft === undefined) return { refusal: { code: 'nothing-to-approve' } };
  if (before.draft.version !== draft)
    return { refusal: { code: 'changed-meanwhile', version: before.version } };
  if (before.draft.by === by) return { refusal: { code: 'second-person-needed' } };
  const { lookAgainDays } = before.draft;
  const lookAgainAt = now + lookAgainDays * DAY;
  const clocks = [lookAgainClock(policy, now, lookAgainAt)];
  const { draft: _, ...rest } = before;
  return open(
    { ...rest, status: 'shown' },
    [{ fact: 'approved', draft, shown, clocks }],
    { clocks, lookAgainDays, approvedBy: by, checkedAt: now, lookAgainAt },
    now,
  );
}

const lookAgainClock = (policy: Policy, now: Instant, at: Instant): FaqClock =>
  clockUntil(
    policy.calendars,
    { kind: 'look-again', calendar: 'always', reminders: { beforeEnd: REMINDED_BEFORE } },
    now,
    at,
  );

/** Whoever looked starts the time anew; also of an answer that had lapsed, which is shown again. */
function confirm(before: FaqEntry, { now, policy }: Context): Decided {
  if (before.checkedAt === undefined) return { refusal: { code: 'nothing-to-approve' } };
  if (before.status === 'withdrawn') return { refusal: { code: 'not-found' } };
  const lookAgainAt = now + before.lookAgainDays * DAY;
  const clocks = [
    ...before.clocks.filter(({ kind }) => kind === 'approve' && before.draft !== undefined),
    lookAgainClock(policy, now, lookAgainAt),
  ];
  return open(
    { ...before, status: 'shown' },
    [{ fact: 'confirmed', clocks }],
    { clocks, checkedAt: now, lookAgainAt },
    now,
  );
}

/** Takes the step that is due; each leaves a next one, or ends the entry. */
function tick(before: FaqEntry, context: Context): Decided {
  const { now } = context;
  const { dueAt } = before;
  if (dueAt === undefined || dueAt > now) return unchanged(before);
  const ends = (kind: FaqClock['kind']): boolean =>
    before.clocks.some((clock) => clock.kind === kind && clock.state === 'running' && clock.promiseAt <= now);
  if (ends('approve')) return notDecided(before, context);
  if (ends('lapse')) return lapse(before, now);
  if (ends('look-again')) return lookAgainDue(before, context);
  return remind(before, now);
}

function notDecided(before: FaqEntry, { now, policy }: Context): Decided {
  const again = startClock(
    policy.calendars,
    { kind: 'approve', calendar: 'office', length: TOLD_AGAIN_AFTER, reminders: 'none' },
    now,
  );
  const clocks = [...without(before.clocks, 'approve'), again];
  return open(before, [{ fact: 'not-decided', messages: [toApprove], clocks }], { clocks }, now);
}

function lookAgainDue(before: FaqEntry, { now, policy }: Context): Decided {
  const lapse = clockUntil(
    policy.calendars,
    { kind: 'lapse', calendar: 'always', reminders: 'none' },
    now,
    Math.max(now, shownUntil(before.lookAgainAt ?? now)),
  );
  const clocks = [...without(before.clocks, 'look-again'), lapse];
  const messages = [{ to: 'chief', kind: 'faq-look-again', clock: 'lapse' }] as const;
  return open(before, [{ fact: 'look-again-due', messages, clocks }], { clocks }, now);
}

function remind(before: FaqEntry, now: Instant): Decided {
  const isDue = ({ state, remindAt, reminded }: FaqClock): boolean =>
    state === 'running' && (remindAt[reminded] ?? Number.POSITIVE_INFINITY) <= now;
  const clocks = before.clocks.map((clock) =>
    isDue(clock) ? { ...clock, reminded: clock.remindAt.filter((at) => at <= now).length } : clock,
  );
  if (!before.clocks.some(isDue)) return open(before, [{ fact: 'reviewed' }], {}, now);
  const messages = [{ to: 'officer', kind: 'faq-look-again', clock: 'look-again' }] as const;
  return open(before, [{ fact: 'reminded', messages }], { clocks }, now);
}

/** A correction that waits keeps the entry open as a draft; the old words are shown no more. */
function lapse(before: FaqEntry, now: Instant): Decided {
  const fact = { fact: 'lapsed', messages: [{ to: 'chief', kind: 'faq-lapsed' }] } as const;
  if (before.draft === undefined) return ended(before, 'lapsed', fact, now);
  return open({ ...before, status: 'draft' }, [fact], { clocks: without(before.clocks, 'lapse') }, now);
}

const without = (clocks: readonly FaqClock[], kind: FaqClock['kind']): readonly FaqClock[] =>
  clocks.filter((clock) => clock.kind !== kind);

function open(
  before: Draft | FaqEntry,
  facts: readonly FaqFact[],
  changes: Partial<
    Pick<FaqEntry, 'clocks' | 'draft' | 'lookAgainDays' | 'approvedBy' | 'checkedAt' | 'lookAgainAt'>
  >,
  now: Instant,
): Decided {
  const next = { ...draftOf(before as FaqEntry), ...changes, version: before.version + 1 };
  const isOpen = next.status === 'draft' || next.status === 'shown';
  const { endedAt } = before as FaqEntry;
  return { facts, after: isOpen ? withNextStep(next, now) : { ...next, ...defined({ endedAt }) } };
}

/** What was withdrawn was approved once, and is no more: only a new approval shows it again. */
function ended(before: FaqEntry, status: 'lapsed' | 'withdrawn', fact: FaqFact, now: Instant): Decided {
  const { draft: _, ...rest } = draftOf(before);
  const clocks = before.clocks.map((clock) => meet(clock, now));
  const after = { ...rest, clocks, status, version: before.version + 1, endedAt: now };
  if (status === 'lapsed') return { facts: [fact], after };
  const { approvedBy: _by, checkedAt: _at, lookAgainAt: _again, ...withdrawn } = after;
  return { facts: [fact], after: withdrawn };
}

function draftOf({
  dueAt: _at,
  dueKind: _kind,
  responsible: _role,
  endedAt: _ended,
  ...draft
}: FaqEntry): Draft {
  return draft;
}

const withNextStep = (draft: Draft, now: Instant): FaqEntry => ({ ...draft, ...nextStepOf(draft, now) });

const responsibleFor = (clock: FaqClock['kind'] | undefined): Responsible =>
  clock === 'look-again' ? 'officer' : 'chief';

/** The chief decides about drafts; an officer looks again first. */
export const nextStepOf = (draft: Pick<FaqEntry, 'clocks'>, now: Instant): NextStep =>
  nextDeadline(draft, responsibleFor, now);

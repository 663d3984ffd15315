import type { CaseDraft, CaseId } from './case.ts';
import { takenOn } from './climbing.ts';
import { type ClockKind, clockUntil, EXTENSION_MAX, isUnmet, type MilestoneKind, meet } from './clock.ts';
import { type ClockList, clockIn, drop, put } from './clock-list.ts';
import { CLOSING_REPLY_MIN, type MoveCommand } from './command.ts';
import type { Effects, Happening } from './fact.ts';
import { DAY, type Instant } from './instant.ts';
import type { Move } from './lifecycle.ts';
import type { Message } from './message.ts';
import { responsible } from './next-step.ts';
import type { Policy } from './policy.ts';
import type { Refusal } from './refusal.ts';
import { retype } from './retype.ts';
import type { Actor, PersonId } from './scope.ts';
import { decisionClock, holds, milestoneClock, milestoneOf, milestonesStartedBy } from './terms.ts';

/** The case a move is asked of, who asks, and when. */
export interface Ask {
  readonly draft: CaseDraft;
  readonly by: Actor;
  readonly now: Instant;
  readonly policy: Policy;
}

/**
 * What a move means beyond the lifecycle table: the fact, and what it changes. `stays` keeps the status although
 * the table would lead on; `until` is the date the move itself brings.
 */
export interface Change {
  readonly happening: Happening;
  readonly stays?: true;
  readonly until?: Instant;
  readonly clocks?: (clocks: ClockList) => ClockList;
  readonly ladder?: Effects['ladder'];
  readonly messages?: readonly Message[];
}

export type Ruling = Change | Refusal;
export const isRefusal = (ruling: Ruling): ruling is Refusal => 'code' in ruling;

type Rules = { readonly [M in Move]: (command: Extract<MoveCommand, { move: M }>, ask: Ask) => Ruling };

/** What each move checks and does of its own; all that follows from the new status is in arrival.ts. */
export const moveRules: Rules = {
  acknowledge: (_, ask) => ({ happening: { fact: 'acknowledged' }, ...takeOn(ask) }),
  start: (_, ask) => ({ happening: { fact: 'started' }, ...takeOn(ask) }),
  assign: ({ to }) => ({
    happening: { fact: 'assigned', person: to },
    messages: [{ to: 'assignee', person: to, kind: 'assigned' }],
  }),
  reply: (_, ask) => ({ happening: { fact: 'replied' }, messages: toResident(ask, 'reply') }),
  note: () => ({ happening: { fact: 'noted' } }),
  'ask-resident': (_, ask) =>
    ask.draft.waits >= ask.policy.waitsMax
      ? { code: 'waits-exhausted', waitsMax: ask.policy.waitsMax }
      : { happening: { fact: 'resident-asked' }, messages: toResident(ask, 'ask') },
  'await-third-party': ({ until }, ask) =>
    (until === undefined ? undefined : outOfReach(until, ask, 'third-party')) ?? {
      happening: { fact: 'third-party-awaited' },
      ...(until !== undefined && { until }),
    },
  schedule: ({ at }, ask) =>
    outOfReach(at, ask, 'appointment') ?? {
      happening: { fact: 'scheduled' },
      until: at,
      messages: toResident(ask, 'deadline-moved'),
    },
  resume: () => ({ happening: { fact: 'resumed' } }),
  extend: (command, ask) => extend(command.clock, command.promiseAt, ask),
  retype: (command, ask) => retype(command, ask),
  'acknowledge-rung': (_, ask) =>
    ask.draft.ladder === undefined
      ? { code: 'nothing-to-acknowledge' }
      : { happening: { fact: 'rung-acknowledged', rung: ask.draft.ladder.rung }, ...takeOn(ask) },
  'reach-milestone': ({ milestone, done }, ask) => reachMilestone(milestone, done, ask),
  resolve: ({ outcome, text }, ask) =>
    ask.policy.types[ask.draft.type].outcomes.includes(outcome)
      ? closing(text, { fact: 'resolved', outcome }, ask)
      : { code: 'unknown-outcome', outcome },
  'not-resolve': ({ reason, text }, ask) => closing(text, { fact: 'not-resolved', reason }, ask),
  reject: (command, ask) => reject(command, ask),
  'mark-duplicate': ({ of }, ask) => markDuplicate(of, ask),
  transfer: ({ to, ref }, ask) => ({
    happening: { fact: 'transferred', target: to, ref },
    messages: toResident(ask, 'reply'),
  }),
  'confirm-handover': () => ({ happening: { fact: 'handover-confirmed' } }),
  close: (_, { draft }) =>
    draft.windowOver === true ? { happening: { fact: 'closed' } } : { code: 'window-still-open' },
  'grant-withdrawal': (_, { draft }) =>
    withdrawalAsked(draft) ? { happening: { fact: 'withdrawn' } } : { code: 'no-withdrawal-asked' },
  'keep-open': (_, ask) =>
    withdrawalAsked(ask.draft)
      ? {
          happening: { fact: 'withdrawal-declined' },
          clocks: (clocks) => drop(clocks, 'withdrawal'),
          messages: toResident(ask, 'reply'),
        }
      : { code: 'no-withdrawal-asked' },
  reopen: (_, ask) =>
    ask.by.kind === 'resident' && windowIsOver(ask)
      ? { code: 'window-over' }
      : { happening: { fact: 'reopened' }, messages: toResponsible(ask, 'reopened') },
  withdraw: (_, ask) => withdraw(ask),
  'add-message': (_, ask) => ({
    happening: { fact: 'message-added' },
    messages: toResponsible(ask, 'resident-wrote'),
  }),
  rate: ({ rating }, { draft }) =>
    draft.rating === undefined ? { happening: { fact: 'rated', rating } } : { code: 'already-rated' },
};

const toResident = ({ draft }: Ask, kind: Message['kind']): readonly Message[] =>
  draft.reachable ? [{ to: 'resident', kind }] : [];

const toResponsible = ({ draft, policy }: Ask, kind: Message['kind']): readonly Message[] => [
  {
    to: responsible(draft, policy),
    kind,
    ...(draft.assignee !== undefined && { person: draft.assignee }),
  },
];

const takeOn = ({ draft, policy, now }: Ask): Pick<Change, 'ladder'> =>
  draft.ladder === undefined ? {} : { ladder: takenOn(draft, draft.ladder, policy, now) };

/** A date must lie ahead, and near enough that waiting for it is not a way to forget. */
function outOfReach(at: Instant, { policy, now }: Ask, clock: ClockKind): Refusal | undefined {
  if (at <= now) return { code: 'not-later', clock };
  const maxMs = policy.calendars.lengthMs('always', policy.thirdPartyMax);
  return at > now + maxMs ? { code: 'too-far-ahead', daysMax: maxMs / DAY } : undefined;
}

/** Promises and dates that an officer may move; windows, decisions and acknowledgements are not theirs to move. */
const fixed: readonly ClockKind[] = [
  'acknowledge',
  'window',
  'resident-answer',
  'decision',
  'sign-off',
  'withdrawal',
];

function extend(kind: ClockKind, promiseAt: Instant, ask: Ask): Ruling {
  const { draft, policy, now } = ask;
  const clock = clockIn(draft.clocks, kind);
  if (draft.extensions >= policy.extensionsMax) {
    return { code: 'extensions-exhausted', extensionsMax: policy.extensionsMax };
  }
  if (clock === undefined || !isUnmet(clock) || fixed.includes(kind))
    return { code: 'no-such-clock', clock: kind };
  if (promiseAt <= clock.promiseAt || promiseAt <= now) return { code: 'not-later', clock: kind };
  if (promiseAt > now + EXTENSION_MAX) return { code: 'too-far-ahead', daysMax: EXTENSION_MAX / DAY };
  const { calendar, startedAt } = clock;
  const moved = {
    ...clockUntil(policy.calendars, { kind, calendar, reminders: 'percent' }, now, promiseAt),
    startedAt,
    ...((clock.state === 'breached' || clock.late) && { late: true as const }),
  };
  return {
    happening: { fact: 'extended', clock: kind },
    clocks: (clocks) => put(clocks, moved),
    messages: toResident(ask, 'deadline-moved'),
  };
}

function reachMilestone(kind: MilestoneKind, done: boolean, ask: Ask): Ruling {
  const { draft, policy, by, now } = ask;
  const clock = clockIn(draft.clocks, kind);
  const milestone = milestoneOf(policy, draft, kind);
  if (clock === undefined || !isUnmet(clock) || milestone === undefined) {
    return { code: 'no-such-milestone', milestone: kind };
  }
  const person = by.kind === 'staff' ? by.person : undefined;
  const forbidden = milestone.notBy && clockIn(draft.clocks, milestone.notBy)?.metBy;
  // A one-person room has only its chief to look twice (DESIGN.md), so the chief may.
  if (forbidden !== undefined && forbidden === person && !(by.kind === 'staff' && by.role === 'chief')) {
    return { code: 'second-person-needed' };
  }
  const retry = done ? undefined : milestone.ifNotDone && milestoneOf(policy, draft, milestone.ifNotDone);
  const next = retry
    ? [milestoneClock(policy, draft, retry, now)]
    : milestonesStartedBy(policy, draft, kind, now);
  return {
    happening: { fact: 'milestone-reached', milestone: kind, done },
    clocks: (clocks) => put(clocks, meet(clock, person), ...next),
  };
}

const tooShort = (text: string): Refusal | undefined =>
  [...text.trim()].length < CLOSING_REPLY_MIN
    ? { code: 'reply-too-short', charactersMin: CLOSING_REPLY_MIN }
    : undefined;

/** The last word on a matter says something, reaches the resident, and asks for a rating in the same message. */
const closing = (text: string, happening: Happening, ask: Ask): Ruling =>
  tooShort(text) ?? { happening, messages: toResident(ask, 'rating-request') };

/** Calling a resident's report abuse needs two people: the first proposes, another signs. */
function reject({ reason, text }: Extract<MoveCommand, { move: 'reject' }>, ask: Ask): Ruling {
  const { draft, by, policy, now } = ask;
  const short = tooShort(text);
  if (short !== undefined || reason !== 'abuse' || by.kind !== 'staff') {
    return short ?? closing(text, { fact: 'rejected', reason }, ask);
  }
  const proposer: PersonId | undefined = draft.rejectionProposedBy;
  if (proposer === undefined && by.role !== 'chief') {
    return {
      happening: { fact: 'rejection-proposed', person: by.person },
      stays: true,
      clocks: (clocks) => put(clocks, decisionClock(policy, draft, 'sign-off', now)),
      messages: [{ to: 'chief', kind: 'decision-needed', clock: 'sign-off' }],
    };
  }
  return proposer === by.person
    ? { code: 'second-person-needed' }
    : closing(text, { fact: 'rejected', reason }, ask);
}

/** Which case survives is checked by the use case, which alone can look at another case. */
const markDuplicate = (of: CaseId, ask: Ask): Ruling =>
  of === ask.draft.caseId
    ? { code: 'not-a-survivor' }
    : { happening: { fact: 'marked-duplicate', of }, messages: toResident(ask, 'reply') };

function windowIsOver({ draft, now }: Ask): boolean {
  const window = clockIn(draft.clocks, 'window');
  return draft.windowOver === true || window === undefined || window.promiseAt <= now;
}

const withdrawalAsked = (draft: CaseDraft): boolean => {
  const clock = clockIn(draft.clocks, 'withdrawal');
  return clock !== undefined && isUnmet(clock);
};

/** The reporter may take a matter back, but not one where somebody else may be in danger. */
function withdraw(ask: Ask): Ruling {
  const { draft, policy, now } = ask;
  const { withdrawal } = policy.types[draft.type];
  const asks =
    withdrawal === 'asks-officer' ||
    (withdrawal !== 'at-once' && holds(policy, withdrawal.asksOfficerWhen, draft));
  if (!asks) return { happening: { fact: 'withdrawn' }, messages: toResponsible(ask, 'resident-wrote') };
  if (withdrawalAsked(draft)) return { code: 'move-not-allowed', move: 'withdraw', from: draft.status };
  return {
    happening: { fact: 'withdrawal-asked' },
    stays: true,
    clocks: (clocks) => put(clocks, decisionClock(policy, draft, 'withdrawal', now)),
    messages: toResponsible(ask, 'decision-needed'),
  };
}

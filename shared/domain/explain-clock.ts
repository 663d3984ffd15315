import type { CalendarName } from './calendar.ts';
import { type Case, isOpenCase, type NextStep } from './case.ts';
import type { Clock, ClockKind } from './clock.ts';
import { draftOf } from './decision.ts';
import type { Instant } from './instant.ts';
import { partyFor } from './next-step.ts';
import type { Party } from './party.ts';
import type { Policy } from './policy.ts';

export interface ExplainedClock {
  readonly kind: ClockKind;
  readonly calendar: CalendarName;
  readonly startedAt: Instant;
  readonly promiseAt: Instant;
  readonly state: Clock['state'];
  /** The promise was broken before it was met. */
  readonly late: boolean;
  /** Reckoned beyond the announced holidays; it may move when they are known. */
  readonly beyondHorizon: boolean;
  readonly pausedAt?: Instant;
  readonly reminders: readonly { readonly at: Instant; readonly taken: boolean }[];
  /** Working time from start to promise, and what is left of it now. */
  readonly workingMinutes: number;
  readonly workingMinutesLeft: number;
  readonly party: Party;
}

export interface ExplainedLadder {
  readonly startedAt: Instant;
  readonly rung: number;
  readonly rungs: readonly Party[];
  /** When the next rung is reached, or the action of who took it on must show. */
  readonly nextAt: Instant;
  readonly takenOn: boolean;
}

export interface Explanation {
  readonly policyVersion: string;
  readonly next?: NextStep;
  readonly clocks: readonly ExplainedClock[];
  readonly ladder?: ExplainedLadder;
}

/** Why a case is due when it is: every clock with its calendar, reminders and remaining time, and the ladder. */
export function explainClock(found: Case, policy: Policy, now: Instant): Explanation {
  const { ladder } = found;
  return {
    policyVersion: found.policyVersion,
    ...(isOpenCase(found) && {
      next: { dueAt: found.dueAt, dueKind: found.dueKind, party: found.party },
    }),
    clocks: [...found.clocks]
      .sort((one, other) => one.promiseAt - other.promiseAt)
      .map((clock) => explain(clock, found, policy, now)),
    ...(ladder && {
      ladder: {
        startedAt: ladder.startedAt,
        rung: ladder.rung,
        rungs: policy.ladders[found.priority].rungs.map(({ party }) => party),
        nextAt: ladder.nextAt,
        takenOn: ladder.acting,
      },
    }),
  };
}

function explain(clock: Clock, found: Case, policy: Policy, now: Instant): ExplainedClock {
  const { kind, calendar, startedAt, promiseAt, state, pausedAt } = clock;
  const minutes = (from: Instant, to: Instant) =>
    Math.max(0, Math.round(policy.calendars.workingBetween(calendar, from, to) / 60_000));
  return {
    kind,
    calendar,
    startedAt,
    promiseAt,
    state,
    late: clock.late === true || state === 'breached',
    beyondHorizon: clock.beyondHorizon === true,
    ...(pausedAt !== undefined && { pausedAt }),
    reminders: clock.remindAt.map((at, index) => ({ at, taken: index < clock.reminded })),
    workingMinutes: minutes(startedAt, promiseAt),
    workingMinutesLeft: state === 'met' ? 0 : minutes(pausedAt ?? now, promiseAt),
    party: partyFor(draftOf(found), policy, kind),
  };
}

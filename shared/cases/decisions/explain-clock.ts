import type { CalendarName } from '../../engine/calendar/calendar.ts';
import type { Instant } from '../../engine/calendar/instant.ts';
import type { Clock, ClockKind } from '../../engine/clocks/clock.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { Policy } from '../../policies/policy.ts';
import { type Case, isOpenCase, type NextStep } from '../case.ts';
import { draftOf } from './decision-draft.ts';
import { responsibleForClock } from './next-step.ts';

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
  readonly responsible: Responsible;
}

export interface ExplainedEscalation {
  readonly startedAt: Instant;
  readonly level: number;
  readonly levels: readonly Responsible[];
  /** When the next level is reached, or the action of who took it on must show. */
  readonly nextAt: Instant;
  readonly acknowledged: boolean;
}

export interface Explanation {
  readonly policyVersion: string;
  readonly next?: NextStep;
  readonly clocks: readonly ExplainedClock[];
  readonly escalation?: ExplainedEscalation;
}

/** Why a case is due when it is: every clock with its calendar, reminders and remaining time, and the escalation. */
export function explainClock(found: Case, policy: Policy, now: Instant): Explanation {
  const { escalation } = found;
  return {
    policyVersion: found.policyVersion,
    ...(isOpenCase(found) && {
      next: { dueAt: found.dueAt, dueKind: found.dueKind, responsible: found.responsible },
    }),
    clocks: [...found.clocks]
      .sort((one, other) => one.promiseAt - other.promiseAt)
      .map((clock) => explain(clock, found, policy, now)),
    ...(escalation && {
      escalation: {
        startedAt: escalation.startedAt,
        level: escalation.level,
        levels: policy.escalations[found.priority].levels.map(({ responsible }) => responsible),
        nextAt: escalation.nextAt,
        acknowledged: escalation.acting,
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
    responsible: responsibleForClock(draftOf(found), policy, kind),
  };
}

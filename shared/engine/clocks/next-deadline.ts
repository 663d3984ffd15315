import { DAY, type Instant } from '../calendar/instant.ts';
import type { Responsible } from '../responsible.ts';
import { type Clock, nextOfClock } from './clock.ts';
import type { Escalation } from './escalation.ts';

/** What runs in an open aggregate: its clocks, and its escalation while something is unmet. */
export interface Timers<Kind extends string = string> {
  readonly clocks: readonly Clock<Kind>[];
  readonly escalation?: Escalation;
}

/** Why an aggregate is due: which step comes next. */
export type DueKind<Kind extends string = string> =
  | `remind:${Kind}`
  | `end:${Kind}`
  | 'level'
  | 'action'
  | 'review';

/** The next deadline of an open aggregate, and the role that must act on it. */
export interface NextStep<Kind extends string = string> {
  readonly dueAt: Instant;
  readonly dueKind: DueKind<Kind>;
  readonly responsible: Responsible;
}

/** A step that is still to be taken, and the clock it belongs to, if it is a clock's. */
export interface Step<Kind extends string = string> {
  readonly at: Instant;
  readonly dueKind: DueKind<Kind>;
  readonly clock?: Clock<Kind>;
}

function stepOfClock<Kind extends string>(clock: Clock<Kind>): Step<Kind> | undefined {
  const at = nextOfClock(clock);
  if (at === undefined) return undefined;
  const reminds = clock.reminded < clock.remindAt.length;
  return { at, clock, dueKind: reminds ? `remind:${clock.kind}` : `end:${clock.kind}` };
}

/**
 * The earliest untaken step over all running clocks and the escalation; on a tie the escalation's, which says more.
 */
export function earliestStep<Kind extends string>({
  clocks,
  escalation,
}: Timers<Kind>): Step<Kind> | undefined {
  let earliest: Step<Kind> | undefined = escalation && {
    at: escalation.nextAt,
    dueKind: escalation.acting ? 'action' : 'level',
  };
  for (const clock of clocks) {
    const step = stepOfClock(clock);
    if (step !== undefined && (earliest === undefined || step.at < earliest.at)) earliest = step;
  }
  return earliest;
}

/**
 * When an open aggregate is next due, and why. Total: if a defect ever left one with no step at all, a person is asked
 * to review it within a day. Load checks and tests show that this floor is never reached; it is what the promise rests
 * on when they are wrong.
 * @param responsibleFor the role that must act before the step of a clock; of no clock: before any other step
 */
export function nextDeadline<Kind extends string>(
  timers: Timers<Kind>,
  responsibleFor: (clock: Kind | undefined) => Responsible,
  now: Instant,
): NextStep<Kind> {
  const step = earliestStep(timers);
  if (step === undefined) {
    return { dueAt: now + DAY, dueKind: 'review', responsible: responsibleFor(undefined) };
  }
  return { dueAt: step.at, dueKind: step.dueKind, responsible: responsibleFor(step.clock?.kind) };
}

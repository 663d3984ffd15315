import { DAY, type Instant } from '../calendar/instant.ts';
import type { Responsible } from '../responsible.ts';
import { type Clock, nextOfClock } from './clock.ts';
import type { Escalation } from './escalation.ts';

/** The timers of an open aggregate: its clocks, and its escalation while one is running. */
export interface Timers<Kind extends string = string> {
  readonly clocks: readonly Clock<Kind>[];
  readonly escalation?: Escalation;
}

/** The step for which an aggregate is due. */
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

/** A pending step, with its clock unless it is the escalation's. */
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
 * The earliest pending step of all running clocks and the escalation; on a tie the escalation's, which is more urgent.
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
 * When an open aggregate is next due, and for which step. Total: if a defect left an aggregate without any step, a
 * person is asked to review it within a day. Policy checks and tests show that this floor is never reached; it keeps
 * the promise if they are wrong.
 * @param responsibleFor the role that must act before the step of this clock; of `undefined`: before any other step
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

import type { Case } from '../../cases/case.ts';
import type { Clock, ClockKind } from '../../cases/clock-kinds.ts';
import { draftOf } from '../../cases/decisions/decision-draft.ts';
import { responsibleForClock } from '../../cases/decisions/responsible-role.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { isUnmet } from '../../engine/clocks/clock.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { StepCode } from '../../locales/step-codes.ts';
import type { AnswerWords } from '../../locales/words.ts';
import type { Policy } from '../../policies/policy.ts';
import { mayMove } from './promises.ts';
import type { ResidentStep } from './shown-types.ts';

/**
 * The step that each clock means to a resident; the first unmet clock in this order is shown. The first reply comes
 * first, and a wait comes before the promise it pauses. Clocks that are absent are internal.
 */
const stepsByClock: readonly (readonly [ClockKind, StepCode])[] = [
  ['respond', 'answer'],
  ['resident-answer', 'your-answer'],
  ['appointment', 'appointment'],
  ['third-party', 'third-party'],
  ['handover', 'handover'],
  ['window', 'window'],
  ['withdrawal', 'decision'],
  ['update', 'news'],
  ['resolve', 'result'],
  ['first-revisit', 'follow-up'],
  ['second-revisit', 'follow-up'],
  ['third-revisit', 'follow-up'],
];

/** Steps between the station and the case's own reporter, which co-reporters do not see. */
const ownReporterSteps: ReadonlySet<StepCode> = new Set<StepCode>(['your-answer', 'appointment', 'decision']);
/** Steps that would reveal how a secret report was answered. */
const answerSteps: ReadonlySet<StepCode> = new Set<StepCode>(['handover', 'follow-up']);

/** The reader of a step: a co-reporter or the case's own reporter, and whether the answer is secret. */
export interface StepReader {
  /** Without it, `resumesAt` is left out. */
  readonly now?: Instant;
  readonly isCoReporter?: boolean;
  readonly isSecret?: boolean;
}

/** What happens next, by when and by whom, for a resident. Only promises are shown, no reminders and no levels. */
export function residentStep(
  found: Case,
  policy: Policy,
  words: AnswerWords,
  { now, isCoReporter = false, isSecret = false }: StepReader = {},
): ResidentStep | undefined {
  const isHidden = (step: StepCode) =>
    (isCoReporter && ownReporterSteps.has(step)) || (isSecret && answerSteps.has(step));
  const [first] = stepsByClock.flatMap(([kind, step]) => {
    const clock = found.clocks.find((one) => one.kind === kind && isUnmet(one));
    return clock === undefined || isHidden(step) ? [] : [{ clock, step }];
  });
  if (first === undefined) return undefined;
  const { clock, step } = first;
  return {
    step,
    what: words.steps[step],
    by: toIso(shownDeadline(clock, policy)),
    since: toIso(clock.startedAt),
    who: words.responsibles[responsibleForStep(step, found, clock, policy)],
    ...mayMove(clock),
    ...(now !== undefined && closedHours(clock, policy, now)),
  };
}

/** During closed hours, residents are shown when work on the case resumes. */
function closedHours(
  { calendar }: Clock,
  { calendars }: Policy,
  now: Instant,
): Pick<ResidentStep, 'resumesAt'> {
  return calendars.isOpen(calendar, now) ? {} : { resumesAt: toIso(calendars.nextOpening(calendar, now)) };
}

/** The time of a clock as residents see it: for an appointment its own time, without the grace period. */
export const shownDeadline = ({ kind, promiseAt }: Clock, { calendars, appointmentGrace }: Policy): number =>
  kind === 'appointment' ? promiseAt - calendars.lengthMs('always', appointmentGrace) : promiseAt;

const responsibleForStep = (step: StepCode, found: Case, { kind }: Clock, policy: Policy): Responsible =>
  step === 'window' ? 'resident' : responsibleForClock(draftOf(found), policy, kind);

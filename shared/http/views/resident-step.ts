import type { Case } from '../../cases/case.ts';
import { draftOf } from '../../cases/decisions/decision-draft.ts';
import { responsibleForClock } from '../../cases/decisions/next-step.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { type Clock, type ClockKind, isUnmet } from '../../engine/clocks/clock.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { StepCode } from '../../locales/step-codes.ts';
import type { Words } from '../../locales/words.ts';
import type { Policy } from '../../policies/policy.ts';
import type { ResidentStep } from './shown-types.ts';

/**
 * What each clock means to a resident, most telling first: until a person has spoken nothing else counts, and a wait
 * says more than the promise behind it. Clocks that are absent are the station's own business.
 */
const meanings: readonly (readonly [ClockKind, StepCode])[] = [
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

/** What is agreed with the reporter of a case in person; to others who reported the same it means nothing. */
const personal: ReadonlySet<StepCode> = new Set<StepCode>(['your-answer', 'appointment', 'decision']);
/** What would tell how the case was answered. */
const specific: ReadonlySet<StepCode> = new Set<StepCode>(['handover', 'follow-up']);

/** Who looks at the case: its own reporter or that of a duplicate, and whether its answer is kept from them. */
export interface StepReader {
  /** Without it, nothing is said of who is at work at this hour. */
  readonly now?: Instant;
  readonly isOther?: boolean;
  readonly isSecret?: boolean;
}

/** What happens next, by when and by whom, as a resident may know it: a promise, never a reminder or a level. */
export function residentStep(
  found: Case,
  policy: Policy,
  words: Words,
  { now, isOther = false, isSecret = false }: StepReader = {},
): ResidentStep | undefined {
  const hidden = (step: StepCode) => (isOther && personal.has(step)) || (isSecret && specific.has(step));
  const [first] = meanings.flatMap(([kind, step]) => {
    const clock = found.clocks.find((one) => one.kind === kind && isUnmet(one));
    return clock === undefined || hidden(step) ? [] : [{ clock, step }];
  });
  if (first === undefined) return undefined;
  const { clock, step } = first;
  return {
    step,
    what: words.steps[step],
    by: toIso(endShown(clock, policy)),
    since: toIso(clock.startedAt),
    who: words.responsibles[whoFor(step, found, clock, policy)],
    ...(clock.beyondHorizon && { mayMove: true }),
    ...(now !== undefined && resting(clock, policy, now)),
  };
}

/** Whoever waits through the night should know that it is the night. */
function resting({ calendar }: Clock, { calendars }: Policy, now: Instant): Pick<ResidentStep, 'resumesAt'> {
  return calendars.isOpen(calendar, now) ? {} : { resumesAt: toIso(calendars.nextOpening(calendar, now)) };
}

/** An appointment is kept when it was made for; the grace behind it is the station's. */
export const endShown = ({ kind, promiseAt }: Clock, { calendars, appointmentGrace }: Policy): number =>
  kind === 'appointment' ? promiseAt - calendars.lengthMs('always', appointmentGrace) : promiseAt;

const whoFor = (step: StepCode, found: Case, { kind }: Clock, policy: Policy): Responsible =>
  step === 'window' ? 'resident' : responsibleForClock(draftOf(found), policy, kind);

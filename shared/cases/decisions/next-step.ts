import { DAY, type Instant } from '../../engine/calendar/instant.ts';
import { type Clock, type ClockKind, nextOfClock } from '../../engine/clocks/clock.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case, CaseDraft, DueKind, NextStep } from '../case.ts';
import { isOpen } from '../lifecycle.ts';

/** A step that is still to be taken, and the clock it belongs to, if it is a clock's. */
export interface Step {
  readonly at: Instant;
  readonly dueKind: DueKind;
  readonly clock?: Clock;
}

const stepOfClock = (clock: Clock): Step | undefined => {
  const at = nextOfClock(clock);
  if (at === undefined) return undefined;
  const reminds = clock.reminded < clock.remindAt.length;
  return { at, clock, dueKind: reminds ? `remind:${clock.kind}` : `end:${clock.kind}` };
};

/** The earliest untaken step over all running clocks and the escalation; on a tie the escalation's, which says more. */
export function earliestStep(draft: CaseDraft): Step | undefined {
  let earliest: Step | undefined = draft.escalation && {
    at: draft.escalation.nextAt,
    dueKind: draft.escalation.acting ? 'action' : 'level',
  };
  for (const clock of draft.clocks) {
    const step = stepOfClock(clock);
    if (step !== undefined && (earliest === undefined || step.at < earliest.at)) earliest = step;
  }
  return earliest;
}

/** A clock whose end is somebody else's to prevent. All others are the assignee's, or the type's first role's. */
const clockOwners: { readonly [Kind in ClockKind]?: Responsible } = {
  'resident-answer': 'resident',
  'third-party': 'third-party',
  'sign-off': 'chief',
};

/** Whose clock it is: who must keep this promise, whoever the escalation has reached meanwhile. */
export const ownerOf = (draft: CaseDraft, policy: Policy, clock: ClockKind): Responsible =>
  clockOwners[clock] ?? responsibleFor(draft, policy);

/** The role that must act before the step is due: whom the escalation has reached, else the owner of the clock. */
export function responsibleForClock(
  draft: CaseDraft,
  policy: Policy,
  clock: ClockKind | undefined,
): Responsible {
  const others = clock && clockOwners[clock];
  const reached = policy.escalations[draft.priority].levels[(draft.escalation?.level ?? 0) - 1]?.responsible;
  return others ?? reached ?? responsibleFor(draft, policy);
}

/** Whose case it is while nothing is late. */
export const responsibleFor = (draft: CaseDraft, policy: Policy): Responsible =>
  draft.assignee === undefined ? policy.types[draft.type].firstResponsible : 'assignee';

/**
 * When an open case is next due, and why. Total: if a defect ever left a case with no step at all, an officer is
 * asked within a day. Load checks and tests show that this floor is never reached; it is what the promise rests on
 * when they are wrong.
 */
export function nextStep(draft: CaseDraft, policy: Policy, now: Instant): NextStep {
  const step = earliestStep(draft);
  if (step === undefined)
    return { dueAt: now + DAY, dueKind: 'review', responsible: responsibleFor(draft, policy) };
  return {
    dueAt: step.at,
    dueKind: step.dueKind,
    responsible: responsibleForClock(draft, policy, step.clock?.kind),
  };
}

/** Turns what a decision left into a case that may be stored: open with its next step, or terminal without one. */
export function settled(draft: CaseDraft, policy: Policy, now: Instant): Case {
  const { status, endedAt, ...core } = draft;
  if (isOpen(status)) return { ...core, status, ...nextStep(draft, policy, now) };
  return { ...core, status, endedAt: endedAt ?? now };
}

import type { Instant } from '../../engine/calendar/instant.ts';
import { nextDeadline } from '../../engine/clocks/next-deadline.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case, CaseDraft, NextStep } from '../case.ts';
import type { ClockKind } from '../clock-kinds.ts';
import { isOpen } from '../lifecycle.ts';

/** Clocks whose end others must prevent. All others are the assignee's, or the type's first responsible role's. */
const clockOwners: { readonly [Kind in ClockKind]?: Responsible } = {
  'resident-answer': 'resident',
  'third-party': 'third-party',
  'sign-off': 'chief',
};

/** The role that must keep this promise, whatever level the escalation has reached meanwhile. */
export const ownerOf = (draft: CaseDraft, policy: Policy, clock: ClockKind): Responsible =>
  clockOwners[clock] ?? responsibleFor(draft, policy);

/** The role that must act before the step is due: the level that the escalation has reached, else the clock's owner. */
export function responsibleForClock(
  draft: CaseDraft,
  policy: Policy,
  clock: ClockKind | undefined,
): Responsible {
  const owner = clock && clockOwners[clock];
  const reached = policy.escalations[draft.priority].levels[(draft.escalation?.level ?? 0) - 1]?.responsible;
  return owner ?? reached ?? responsibleFor(draft, policy);
}

/** The role that has the case in hand while nothing is late. */
export const responsibleFor = (draft: CaseDraft, policy: Policy): Responsible =>
  draft.assignee === undefined ? policy.types[draft.type].firstResponsible : 'assignee';

/** The next deadline of an open case. */
export const nextStep = (draft: CaseDraft, policy: Policy, now: Instant): NextStep =>
  nextDeadline<ClockKind>(draft, (clock) => responsibleForClock(draft, policy, clock), now);

/** Turns what a decision left into a case that may be stored: open with its next step, or terminal without one. */
export function settled(draft: CaseDraft, policy: Policy, now: Instant): Case {
  const { status, endedAt, ...core } = draft;
  if (isOpen(status)) return { ...core, status, ...nextStep(draft, policy, now) };
  return { ...core, status, endedAt: endedAt ?? now };
}

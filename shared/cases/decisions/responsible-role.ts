import type { Instant } from '../../engine/calendar/instant.ts';
import { nextDeadline } from '../../engine/clocks/next-deadline.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case, CaseDraft, NextStep } from '../case.ts';
import type { ClockKind } from '../clock-kinds.ts';
import { isOpen } from '../lifecycle.ts';

/** Clocks with an owner of their own. All others belong to the assignee or to the type's first responsible role. */
const clockOwners: { readonly [Kind in ClockKind]?: Responsible } = {
  'resident-answer': 'resident',
  'third-party': 'third-party',
  'sign-off': 'chief',
};

/** The role that must meet this clock, independent of the level that the escalation has reached. */
export const ownerOf = (draft: CaseDraft, policy: Policy, clock: ClockKind): Responsible =>
  clockOwners[clock] ?? responsibleFor(draft, policy);

/** The role that must act next: the clock's own owner, else the escalation's level, else the case's responsible. */
export function responsibleForClock(
  draft: CaseDraft,
  policy: Policy,
  clock: ClockKind | undefined,
): Responsible {
  const owner = clock && clockOwners[clock];
  const reached = policy.escalations[draft.priority].levels[(draft.escalation?.level ?? 0) - 1]?.responsible;
  return owner ?? reached ?? responsibleFor(draft, policy);
}

/** The role responsible for the case while nothing is late. */
export const responsibleFor = (draft: CaseDraft, policy: Policy): Responsible =>
  draft.assignee === undefined ? policy.types[draft.type].firstResponsible : 'assignee';

/** The next deadline of an open case. */
export const nextStep = (draft: CaseDraft, policy: Policy, now: Instant): NextStep =>
  nextDeadline<ClockKind>(draft, (clock) => responsibleForClock(draft, policy, clock), now);

/** Completes a draft to a case that may be stored: open with its next step, or terminal without one. */
export function withNextStep(draft: CaseDraft, policy: Policy, now: Instant): Case {
  const { status, endedAt, ...core } = draft;
  if (isOpen(status)) return { ...core, status, ...nextStep(draft, policy, now) };
  return { ...core, status, endedAt: endedAt ?? now };
}

import { isMoreUrgent } from '../../../engine/priority.ts';
import type { Policy } from '../../../policies/policy.ts';
import type { CaseDraft } from '../../case.ts';
import type { LinkedReport } from '../../command.ts';
import { invalidAnswer } from '../../details.ts';
import { lifeEscalation } from '../life-escalation.ts';
import type { Change, MoveContext } from '../move-outcome.ts';
import { changedClocks } from '../retype.ts';
import { toResponsible } from '../staff-messages.ts';
import { holds, termsOfDraft } from '../terms.ts';

type Urgency = Pick<LinkedReport, 'type' | 'priority' | 'urgentAnswers'>;

/** The priority of a case, with those of its answers that give it this priority. */
export function urgencyOf(found: CaseDraft, policy: Policy): Urgency {
  const { type, priority, details } = found;
  const { when = [] } = termsOfDraft(policy, found);
  const questions = when.flatMap((condition) =>
    'question' in condition && holds(policy, condition, found) ? [condition.question] : [],
  );
  const answers = questions.flatMap((question) => {
    const answer = details[question];
    return answer === undefined ? [] : [[question, answer] as const];
  });
  return { type, priority, urgentAnswers: Object.fromEntries(answers) };
}

export type Raised = Pick<Change, 'clocks' | 'escalationFor' | 'messages'> & {
  readonly as?: Pick<CaseDraft, 'priority' | 'details'>;
};

/**
 * A primary case takes the higher priority of a report that is linked to it, with the answers that give it. From then on
 * it has the clocks, dates and escalation of that priority at this point of its life, none later than before, and its
 * responsible is notified. So no emergency ends in a calmer case.
 */
export function raisedBy({ priority, urgentAnswers }: Urgency, context: MoveContext): Raised {
  const { draft, policy, now } = context;
  if (!isMoreUrgent(priority, draft.priority)) return {};
  const taken = { ...draft.details, ...urgentAnswers };
  // The primary case may have an older policy, which does not know the answer; the priority counts all the same.
  const details = invalidAnswer(policy.types[draft.type], taken) === undefined ? taken : draft.details;
  const after: CaseDraft = { ...draft, priority, details };
  return {
    as: { priority, details },
    clocks: (clocks) => changedClocks({ ...draft, clocks }, { ...after, clocks }, policy, now),
    escalationFor: (clocks) => lifeEscalation({ ...after, clocks }, policy, now),
    messages: toResponsible({ draft: after, policy }, 'alert'),
  };
}

import { clockIn, put } from '../../../engine/clocks/clock-list.ts';
import { isMoreUrgent } from '../../../engine/priority.ts';
import type { Policy } from '../../../policies/policy.ts';
import type { CaseDraft } from '../../case.ts';
import { type ClockKind, type ClockList, promiseKinds } from '../../clock-kinds.ts';
import type { LinkedReport } from '../../command.ts';
import { invalidAnswer } from '../../details.ts';
import { lifeEscalation } from '../life-escalation.ts';
import type { Change, MoveContext } from '../move-outcome.ts';
import { changedClocks } from '../retype.ts';
import { toResponsible } from '../staff-messages.ts';
import { holds, termsOfDraft } from '../terms.ts';

type Urgency = Pick<LinkedReport, 'type' | 'priority' | 'urgentAnswers' | 'owed'>;

const promises: ReadonlySet<ClockKind> = new Set(promiseKinds);

/** The priority of a case, with those of its answers that give it this priority, and the promises that it still owes. */
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
  const owed = found.clocks.filter(
    ({ kind, state }) => promises.has(kind) && (state === 'running' || state === 'breached'),
  );
  return { type, priority, urgentAnswers: Object.fromEntries(answers), owed };
}

export type Raised = Pick<Change, 'clocks' | 'escalationFor' | 'messages'> & {
  readonly as?: Pick<CaseDraft, 'priority' | 'details'>;
};

/**
 * A primary case takes over what a report that is linked to it was owed: the higher priority, and each promise that is
 * earlier than its own. One that was broken is broken here too and escalates from then, so that no link ends an escalation
 * without an answer.
 */
export function raisedBy(report: Urgency, context: MoveContext): Raised {
  const raised = raisedPriority(report, context);
  const isOwedEarlier = withOwed(context.draft.clocks, report.owed) !== context.draft.clocks;
  if (raised.as === undefined && !isOwedEarlier) return {};
  return { ...raised, clocks: (clocks) => withOwed(raised.clocks?.(clocks) ?? clocks, report.owed) };
}

/** The clocks, with the promises of the report in place of later ones. The same list where none is earlier. */
function withOwed(clocks: ClockList, owed: ClockList): ClockList {
  const earlier = owed.filter(({ kind, promiseAt }) => {
    const own = clockIn(clocks, kind);
    return own?.state === 'running' && !own.late && promiseAt < own.promiseAt;
  });
  return earlier.length === 0
    ? clocks
    : put(clocks, ...earlier.map((clock) => ({ ...clock, state: 'running' as const })));
}

/**
 * The higher priority, with the answers that give it. From then on the case has the clocks, dates and escalation of that
 * priority at this point of its life, none later than before, and its responsible is notified. So no emergency ends in a
 * calmer case.
 */
function raisedPriority({ priority, urgentAnswers }: Urgency, context: MoveContext): Raised {
  const { draft, policy, now } = context;
  if (!isMoreUrgent(priority, draft.priority)) return {};
  const taken = { ...draft.details, ...urgentAnswers };
  // The primary case may have an older policy, which does not know the answer; the priority counts all the same.
  const details = invalidAnswer(policy.types[draft.type], taken) === undefined ? taken : draft.details;
  const after: CaseDraft = { ...draft, priority, details };
  return {
    as: { priority, details },
    clocks: (clocks) => changedClocks({ ...draft, clocks }, { ...after, clocks }, policy, now),
    escalationFor: (clocks) => lifeEscalation({ ...after, clocks }, policy, now, draft.priority),
    messages: toResponsible({ draft: after, policy }, 'alert'),
  };
}

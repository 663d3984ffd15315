import type { Instant } from '../../engine/calendar/instant.ts';
import { clockIn, put } from '../../engine/clocks/clock-list.ts';
import { defined } from '../../engine/defined.ts';
import { isMoreUrgent } from '../../engine/priority.ts';
import type { Policy, TypePolicy } from '../../policies/policy.ts';
import type { CaseDraft, Details } from '../case.ts';
import { type Clock, type ClockKind, type ClockList, milestoneKinds } from '../clock-kinds.ts';
import type { MoveCommand } from '../command.ts';
import { invalidAnswer, isInFuture } from '../details.ts';
import { marksAfterRetype } from '../secrecy.ts';
import { lifeClocks } from './life-clocks.ts';
import { lifeEscalation } from './life-escalation.ts';
import type { MoveContext, MoveOutcome } from './move-outcome.ts';
import { toResponsible } from './staff-messages.ts';
import { milestoneOf, termsOf } from './terms.ts';

/**
 * Corrects the type, the answers or the time of the incident, and with them the priority. From then on the case has the
 * clocks and the escalation that it would have at this point of its life, had it been reported so; but no promise
 * becomes later. Answers and times that are left out stay. The one responsible is alerted to a new type and to a more
 * urgent priority.
 */
export function retype(command: Extract<MoveCommand, { move: 'retype' }>, context: MoveContext): MoveOutcome {
  const { draft, policy, now } = context;
  const type = policy.types[command.type];
  const details = { ...keptAnswers(policy.types[draft.type], type, draft.details), ...command.details };
  const question = invalidAnswer(type, details);
  if (question !== undefined) return { code: 'invalid-details', question };

  if (isInFuture(command.occurredAt, now)) return { code: 'in-the-future' };
  const occurredAt = command.occurredAt ?? draft.occurredAt;
  const answers = { details, receivedAt: draft.receivedAt, ...defined({ occurredAt }) };
  const isUnchanged =
    command.type === draft.type &&
    occurredAt === draft.occurredAt &&
    Object.keys(command.details).length === 0;
  // The priority may come from a report that was linked to the case, and no answer of its own gives it.
  const priority = isUnchanged ? draft.priority : termsOf(policy, type, answers).priority;
  const as = {
    type: command.type,
    details,
    priority,
    ...defined({ occurredAt }),
    ...marksAfterRetype(draft, command.type, policy),
  };
  const after: CaseDraft = { ...draft, ...as };
  return {
    happening: { fact: 'retyped', as },
    clocks: (clocks) => changedClocks({ ...draft, clocks }, { ...after, clocks }, policy, now),
    escalationFor: (clocks) => lifeEscalation({ ...after, clocks }, policy, now, draft.priority),
    ...((draft.type !== after.type || isMoreUrgent(priority, draft.priority)) && {
      messages: toResponsible({ draft: after, policy }, 'alert'),
    }),
  };
}

/** The answers to questions that both types ask with the same choices; all answers when the type stays. */
function keptAnswers(from: TypePolicy, to: TypePolicy, details: Details): Details {
  const choicesOf = (type: TypePolicy, question: string) => type.questions[question]?.choices.join();
  const isAskedAlike = (question: string) => choicesOf(from, question) === choicesOf(to, question);
  return Object.fromEntries(Object.entries(details).filter(([question]) => isAskedAlike(question)));
}

/**
 * The clocks of a case whose type or answers change. A clock that the change makes stricter takes its new end, unless it
 * ends earlier already. All others stay as they are, with extensions and reminders. Milestones that the new type does
 * not have end; those that were reached stay, since the case may get its type back.
 */
export function changedClocks(before: CaseDraft, after: CaseDraft, policy: Policy, now: Instant): ClockList {
  const formerly = lifeClocks(before, policy, now);
  const fresh = lifeClocks(after, policy, now);
  const kept = before.clocks.filter(
    ({ kind, state }) =>
      state === 'met' || !isOfSomeTypes(kind) || hasClock(after, kind, policy) || clockIn(fresh, kind),
  );
  return put(
    kept,
    ...fresh.flatMap((clock) => stricter(clockIn(kept, clock.kind), clockIn(formerly, clock.kind), clock)),
  );
}

const milestones: ReadonlySet<ClockKind> = new Set(milestoneKinds);

/** Whether only some types have this clock. */
const isOfSomeTypes = (kind: ClockKind): boolean => kind === 'resolve' || milestones.has(kind);

const hasClock = (draft: CaseDraft, kind: ClockKind, policy: Policy): boolean =>
  milestoneOf(policy, draft, kind) !== undefined;

function stricter(current: Clock | undefined, formerly: Clock | undefined, fresh: Clock): readonly Clock[] {
  if (current === undefined) return [fresh];
  if (current.state === 'met' || current.state === 'breached' || current.late) return [];
  const isStricter = formerly === undefined || fresh.promiseAt < formerly.promiseAt;
  // A date that was agreed with a third party does not depend on the type.
  const isAgreed = fresh.kind === 'third-party' && current.promiseAt !== formerly?.promiseAt;
  return isStricter && !isAgreed && fresh.promiseAt < current.promiseAt ? [fresh] : [];
}

import { clockIn, drop, put } from '../../engine/clocks/clock-list.ts';
import { defined } from '../../engine/defined.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import type { Clock, ClockList } from '../clock-kinds.ts';
import type { MoveCommand } from '../command.ts';
import { invalidAnswer, isInFuture } from '../details.ts';
import { acknowledged } from './escalation-effect.ts';
import type { MoveContext, MoveOutcome } from './move-outcome.ts';
import { toResponsible } from './staff-messages.ts';
import { milestonesStartedBy, promiseClocks, termsOf } from './terms.ts';

const promises = ['acknowledge', 'respond', 'resolve'] as const;

/**
 * Corrects the type or the answers of a case, and with them its priority. Promises are computed again from their start
 * (the report, or a reopening) and never become later. Promises that are overdue as a result are breached by the next
 * tick.
 */
export function retype(command: Extract<MoveCommand, { move: 'retype' }>, context: MoveContext): MoveOutcome {
  const { draft, policy, now } = context;
  const type = policy.types[command.type];
  const question = invalidAnswer(type, command.details);
  if (question !== undefined) return { code: 'invalid-details', question };

  if (isInFuture(command.occurredAt, now)) return { code: 'in-the-future' };
  const occurredAt = command.occurredAt ?? draft.occurredAt;
  const answers = { details: command.details, receivedAt: draft.receivedAt, ...defined({ occurredAt }) };
  const { priority } = termsOf(policy, type, answers);
  const as = { type: command.type, details: command.details, priority, ...defined({ occurredAt }) };
  const after: CaseDraft = { ...draft, ...as };
  return {
    happening: { fact: 'retyped', as },
    clocks: (clocks) => retypedClocks(clocks, draft, after, policy),
    ...escalationAfterRetype(context, after),
    ...(draft.type !== after.type && {
      messages: toResponsible({ draft: after, policy }, 'alert'),
    }),
  };
}

/**
 * Unmet promises keep the earlier of the old and the new date. Milestones of the old type end, those of the new
 * start.
 */
function retypedClocks(clocks: ClockList, before: CaseDraft, after: CaseDraft, policy: Policy): ClockList {
  const terms = termsOf(policy, policy.types[after.type], after);
  const fresh = promises.flatMap((kind) => {
    const from = clockIn(clocks, kind)?.startedAt ?? after.receivedAt;
    return promiseClocks(policy, terms, from, [kind]);
  });
  const kept = clocks.filter((clock) => clock.kind !== 'resolve' || terms.resolve !== undefined);
  const promised = put(kept, ...fresh.flatMap((clock) => earlierPromise(clockIn(clocks, clock.kind), clock)));
  if (before.type === after.type) return promised;
  const ofOldType = policy.types[before.type].milestones.map(({ kind }) => kind);
  return put(
    drop(promised, ...ofOldType),
    ...milestonesStartedBy(policy, after, 'received', after.receivedAt),
  );
}

function earlierPromise(current: Clock | undefined, fresh: Clock): readonly Clock[] {
  if (current === undefined) return fresh.kind === 'resolve' ? [fresh] : [];
  // A promise that was breached and then extended keeps its new date, so that it is not breached a second time.
  const replaces = current.state === 'running' && !current.late && fresh.promiseAt < current.promiseAt;
  return replaces ? [fresh] : [];
}

/** A running escalation takes the pace of the new priority, but its next level never becomes later. */
function escalationAfterRetype(
  { draft, policy, now }: MoveContext,
  after: CaseDraft,
): { escalation?: CaseDraft['escalation'] & object } {
  if (draft.escalation === undefined) return {};
  const paced = acknowledged(after, draft.escalation, policy, now);
  return { escalation: { ...draft.escalation, nextAt: Math.min(draft.escalation.nextAt, paced.nextAt) } };
}

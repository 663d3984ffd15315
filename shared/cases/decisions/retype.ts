import { clockIn, drop, put } from '../../engine/clocks/clock-list.ts';
import { defined } from '../../engine/defined.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import type { Clock, ClockList } from '../clock-kinds.ts';
import type { MoveCommand } from '../command.ts';
import { invalidAnswer, isAhead } from '../details.ts';
import { acknowledged } from './escalation-effect.ts';
import type { MoveContext, MoveOutcome } from './move-outcome.ts';
import { responsibleFor } from './responsible-role.ts';
import { milestonesStartedBy, promiseClocks, termsOf } from './terms.ts';

const promises = ['acknowledge', 'respond', 'resolve'] as const;

/**
 * Gives the case its right type, or new answers and with them a new priority. Promises are reckoned again from
 * where they began (the receipt, or a reopening) and never become later; what has passed by then is folded by the
 * next tick.
 */
export function retype(command: Extract<MoveCommand, { move: 'retype' }>, context: MoveContext): MoveOutcome {
  const { draft, policy, now } = context;
  const type = policy.types[command.type];
  const question = invalidAnswer(type, command.details);
  if (question !== undefined) return { code: 'invalid-details', question };

  if (isAhead(command.occurredAt, now)) return { code: 'in-the-future' };
  const occurredAt = command.occurredAt ?? draft.occurredAt;
  const given = { details: command.details, receivedAt: draft.receivedAt, ...defined({ occurredAt }) };
  const { priority } = termsOf(policy, type, given);
  const as = { type: command.type, details: command.details, priority, ...defined({ occurredAt }) };
  const after: CaseDraft = { ...draft, ...as };
  return {
    happening: { fact: 'retyped', as },
    clocks: (clocks) => retypedClocks(clocks, draft, after, policy),
    ...sooner(context, after),
    ...(draft.type !== after.type && {
      messages: [
        {
          to: responsibleFor(after, policy),
          kind: 'alert',
          ...defined({ person: after.assignee }),
        },
      ],
    }),
  };
}

/** Unmet promises take the earlier of old and new; dates of the old type go, those of the new one start. */
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

function earlierPromise(known: Clock | undefined, fresh: Clock): readonly Clock[] {
  if (known === undefined) return fresh.kind === 'resolve' ? [fresh] : [];
  // What was broken once and given a new date keeps that date: it is not broken a second time.
  const replaces = known.state === 'running' && !known.late && fresh.promiseAt < known.promiseAt;
  return replaces ? [fresh] : [];
}

/** A escalation that is up escalates at the new priority's pace from now on, never slower than it already would. */
function sooner(
  { draft, policy, now }: MoveContext,
  after: CaseDraft,
): { escalation?: CaseDraft['escalation'] & object } {
  if (draft.escalation === undefined) return {};
  const paced = acknowledged(after, draft.escalation, policy, now);
  return { escalation: { ...draft.escalation, nextAt: Math.min(draft.escalation.nextAt, paced.nextAt) } };
}

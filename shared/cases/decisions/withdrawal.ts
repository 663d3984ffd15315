import { isUnmet } from '../../engine/clocks/clock.ts';
import { clockIn, put } from '../../engine/clocks/clock-list.ts';
import type { CaseDraft } from '../case.ts';
import type { MoveContext, MoveOutcome } from './move-outcome.ts';
import { toResponsible } from './staff-messages.ts';
import { decisionClock, holds } from './terms.ts';

/** Whether the resident asked to withdraw the case and staff have not decided yet. */
export const withdrawalAsked = ({ clocks }: Pick<CaseDraft, 'clocks'>): boolean => {
  const clock = clockIn(clocks, 'withdrawal');
  return clock !== undefined && isUnmet(clock);
};

/** Withdraws the case, or asks an officer to decide where the type's policy says that others may be in danger. */
export function withdraw(context: MoveContext): MoveOutcome {
  const { draft, policy, now } = context;
  const { withdrawal } = policy.types[draft.type];
  const needsOfficer =
    withdrawal === 'asks-officer' ||
    (withdrawal !== 'at-once' && holds(policy, withdrawal.asksOfficerWhen, draft));
  if (!needsOfficer)
    return { happening: { fact: 'withdrawn' }, messages: toResponsible(context, 'resident-wrote') };
  if (withdrawalAsked(draft)) return { code: 'move-not-allowed', move: 'withdraw', from: draft.status };
  return {
    happening: { fact: 'withdrawal-asked' },
    stays: true,
    clocks: (clocks) => put(clocks, decisionClock(policy, draft, 'withdrawal', now)),
    messages: toResponsible(context, 'decision-needed'),
  };
}

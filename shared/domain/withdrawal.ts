import type { CaseDraft } from './case.ts';
import { isUnmet } from './clock.ts';
import { clockIn, put } from './clock-list.ts';
import { type Ask, type Ruling, toResponsible } from './ruling.ts';
import { decisionClock, holds } from './terms.ts';

/** Whether the resident asked to take the matter back and nobody has decided yet. */
export const withdrawalAsked = (draft: CaseDraft): boolean => {
  const clock = clockIn(draft.clocks, 'withdrawal');
  return clock !== undefined && isUnmet(clock);
};

/** The reporter may take a matter back, but not one where somebody else may be in danger. */
export function withdraw(ask: Ask): Ruling {
  const { draft, policy, now } = ask;
  const { withdrawal } = policy.types[draft.type];
  const asks =
    withdrawal === 'asks-officer' ||
    (withdrawal !== 'at-once' && holds(policy, withdrawal.asksOfficerWhen, draft));
  if (!asks) return { happening: { fact: 'withdrawn' }, messages: toResponsible(ask, 'resident-wrote') };
  if (withdrawalAsked(draft)) return { code: 'move-not-allowed', move: 'withdraw', from: draft.status };
  return {
    happening: { fact: 'withdrawal-asked' },
    stays: true,
    clocks: (clocks) => put(clocks, decisionClock(policy, draft, 'withdrawal', now)),
    messages: toResponsible(ask, 'decision-needed'),
  };
}

import { put } from '../../../engine/clocks/clock-list.ts';
import type { Actor } from '../../../engine/scope.ts';
import type { CaseDraft } from '../../case.ts';
import { CLOSING_REPLY_MIN, type MoveCommand } from '../../command.ts';
import type { Happening } from '../../fact.ts';
import { readableCharacters } from '../../readable-text.ts';
import type { Refusal } from '../../refusal.ts';
import { toReporters } from '../co-reporters.ts';
import type { MoveContext, MoveOutcome } from '../move-outcome.ts';
import { decisionClock } from '../terms.ts';

const tooShort = (text: string): Refusal | undefined =>
  readableCharacters(text) < CLOSING_REPLY_MIN
    ? { code: 'reply-too-short', charactersMin: CLOSING_REPLY_MIN }
    : undefined;

/** Answers a case with a text of a minimum length; the same message asks the reporters for a rating. */
export const closing = (text: string, happening: Happening, context: MoveContext): MoveOutcome =>
  tooShort(text) ?? { happening, messages: toReporters(context, 'rating-request') };

type Reject = Extract<MoveCommand, { move: 'reject' }>;

/** Whether a rejection is only proposed: one for abuse needs two people, or a chief. */
export const isProposal = (
  { reason }: Reject,
  { rejectionProposedBy }: Pick<CaseDraft, 'rejectionProposedBy'>,
  by: Actor,
): boolean =>
  reason === 'abuse' && by.kind === 'staff' && by.role !== 'chief' && rejectionProposedBy === undefined;

/** Rejects a case. A rejection for abuse needs two people: the first proposes it, another confirms it. */
export function reject(command: Reject, context: MoveContext): MoveOutcome {
  const { reason, text } = command;
  const { draft, by, policy, now } = context;
  const short = tooShort(text);
  if (short !== undefined || reason !== 'abuse' || by.kind !== 'staff') {
    return short ?? closing(text, { fact: 'rejected', reason }, context);
  }
  if (isProposal(command, draft, by)) {
    return {
      happening: { fact: 'rejection-proposed', person: by.person },
      stays: true,
      clocks: (clocks) => put(clocks, decisionClock(policy, draft, 'sign-off', now)),
      messages: [{ to: 'chief', kind: 'decision-needed', clock: 'sign-off' }],
    };
  }
  return draft.rejectionProposedBy === by.person
    ? { code: 'second-person-needed' }
    : closing(text, { fact: 'rejected', reason }, context);
}

import { put } from './clock-list.ts';
import { CLOSING_REPLY_MIN, type MoveCommand } from './command.ts';
import type { Happening } from './fact.ts';
import { toReporters } from './neighbours.ts';
import type { Refusal } from './refusal.ts';
import type { Ask, Ruling } from './ruling.ts';
import type { PersonId } from './scope.ts';
import { decisionClock } from './terms.ts';

const tooShort = (text: string): Refusal | undefined =>
  [...text.trim()].length < CLOSING_REPLY_MIN
    ? { code: 'reply-too-short', charactersMin: CLOSING_REPLY_MIN }
    : undefined;

/** The last word on a matter says something, reaches the resident, and asks for a rating in the same message. */
export const closing = (text: string, happening: Happening, ask: Ask): Ruling =>
  tooShort(text) ?? { happening, messages: toReporters(ask, 'rating-request') };

/** Calling a resident's report abuse needs two people: the first proposes, another signs. */
export function reject({ reason, text }: Extract<MoveCommand, { move: 'reject' }>, ask: Ask): Ruling {
  const { draft, by, policy, now } = ask;
  const short = tooShort(text);
  if (short !== undefined || reason !== 'abuse' || by.kind !== 'staff') {
    return short ?? closing(text, { fact: 'rejected', reason }, ask);
  }
  const proposer: PersonId | undefined = draft.rejectionProposedBy;
  if (proposer === undefined && by.role !== 'chief') {
    return {
      happening: { fact: 'rejection-proposed', person: by.person },
      stays: true,
      clocks: (clocks) => put(clocks, decisionClock(policy, draft, 'sign-off', now)),
      messages: [{ to: 'chief', kind: 'decision-needed', clock: 'sign-off' }],
    };
  }
  return proposer === by.person
    ? { code: 'second-person-needed' }
    : closing(text, { fact: 'rejected', reason }, ask);
}

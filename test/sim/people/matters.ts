import type { Details } from '../../../shared/domain/case.ts';
import { type CaseType, caseTypes } from '../../../shared/domain/case-type.ts';
import { type Instant, MINUTE } from '../../../shared/domain/instant.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import type { Dice } from '../world/dice.ts';

/** What happened, as a resident might report it. */
export interface Matter {
  readonly type: CaseType;
  readonly details: Details;
  readonly occurredAt?: Instant;
}

/** Something of one of these types that happened some time ago. */
export const matterOf = (dice: Dice, now: Instant, types: readonly CaseType[] = caseTypes): Matter => ({
  ...typed(dice, types),
  // Not everybody says when.
  ...(dice.happens(0.4) && { occurredAt: now - dice.between(10, 4000) * MINUTE }),
});

/** A type with answers to some of its questions. */
export function typed(dice: Dice, types: readonly CaseType[] = caseTypes): Pick<Matter, 'type' | 'details'> {
  const type = dice.pick(types);
  const questions = Object.entries(standardPolicy.types[type].questions);
  const details = Object.fromEntries(
    questions.filter(() => dice.happens(0.7)).map(([name, { choices }]) => [name, dice.pick(choices)]),
  );
  return { type, details };
}

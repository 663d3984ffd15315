import type { Details } from '../../../shared/cases/case.ts';
import { type CaseType, caseTypes } from '../../../shared/cases/case-type.ts';
import { type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import type { Dice } from '../world/dice.ts';

/** The content of a report. */
export interface ReportedCase {
  readonly type: CaseType;
  readonly details: Details;
  readonly occurredAt?: Instant;
}

/** Draws a report of one of these types. */
export const caseOf = (dice: Dice, now: Instant, types: readonly CaseType[] = caseTypes): ReportedCase => ({
  ...typed(dice, types),
  // Only some reports say when it happened.
  ...(dice.happens(0.4) && { occurredAt: now - dice.between(10, 4000) * MINUTE }),
});

/** Draws a type with answers to some of its questions. */
export function typed(
  dice: Dice,
  types: readonly CaseType[] = caseTypes,
): Pick<ReportedCase, 'type' | 'details'> {
  const type = dice.pick(types);
  const questions = Object.entries(standardPolicy.types[type].questions);
  const details = Object.fromEntries(
    questions.filter(() => dice.happens(0.7)).map(([name, { choices }]) => [name, dice.pick(choices)]),
  );
  return { type, details };
}

import { describe, expect, it } from 'vitest';
import type { ClockKind } from '../../../shared/cases/clock-kinds.ts';
import { isAnswer, isVisibleToResident } from '../../../shared/cases/decisions/resident-visibility.ts';
import type { Fact } from '../../../shared/cases/fact.ts';

const breached = (clock: ClockKind): Fact => ({ fact: 'breached', clock, skippedReminders: 0 });

describe('a resident', () => {
  it.each(['acknowledge', 'respond', 'update', 'resolve'] as const)(
    'sees that the promise to %s was missed',
    (clock) => expect(isVisibleToResident(breached(clock))).toBe(true),
  );

  it.each(['footage-kept', 'sign-off', 'third-party'] as const)(
    'does not see that the station’s own "%s" was missed',
    (clock) => expect(isVisibleToResident(breached(clock))).toBe(false),
  );

  it('sees replies, and no notes', () => {
    expect(isVisibleToResident({ fact: 'replied' })).toBe(true);
    expect(isVisibleToResident({ fact: 'noted' })).toBe(false);
    expect(isVisibleToResident({ fact: 'co-reporter-left' })).toBe(false);
  });
});

it.each([
  [{ fact: 'resolved', outcome: 'handled' }, true],
  [{ fact: 'not-resolved', reason: 'other' }, true],
  [{ fact: 'handover-confirmed' }, true],
  [{ fact: 'replied' }, false],
  [{ fact: 'noted' }, false],
] as const)('$0.fact says how the case was answered: %s', (fact, answer) => {
  expect(isAnswer(fact)).toBe(answer);
});

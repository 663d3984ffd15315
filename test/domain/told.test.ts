import { describe, expect, it } from 'vitest';
import type { ClockKind } from '../../shared/domain/clock.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import { isAnswer, isTold } from '../../shared/domain/told.ts';

const breached = (clock: ClockKind): Fact => ({ fact: 'breached', clock, skippedReminders: 0 });

describe('a resident', () => {
  it.each(['acknowledge', 'respond', 'update', 'resolve'] as const)(
    'hears that the promise to %s was missed',
    (clock) => expect(isTold(breached(clock))).toBe(true),
  );

  it.each(['footage-kept', 'sign-off', 'third-party'] as const)(
    'does not hear that the station’s own "%s" was missed',
    (clock) => expect(isTold(breached(clock))).toBe(false),
  );

  it('hears of replies, and nothing of notes', () => {
    expect(isTold({ fact: 'replied' })).toBe(true);
    expect(isTold({ fact: 'noted' })).toBe(false);
    expect(isTold({ fact: 'neighbour-left' })).toBe(false);
  });
});

it.each([
  [{ fact: 'resolved', outcome: 'handled' }, true],
  [{ fact: 'not-resolved', reason: 'other' }, true],
  [{ fact: 'handover-confirmed' }, true],
  [{ fact: 'replied' }, false],
  [{ fact: 'noted' }, false],
] as const)('$0.fact says how the matter was answered: %s', (fact, answer) => {
  expect(isAnswer(fact)).toBe(answer);
});

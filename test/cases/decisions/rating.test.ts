import { describe, expect, it } from 'vitest';
import type { Rating } from '../../../shared/cases/case.ts';
import { correctableUntil } from '../../../shared/cases/decisions/answering/rating.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario } from './scenario.ts';

const text = '手机已经找到了，请您来警务室领取';
const rate = (rating: Rating) => ({ move: 'rate', rating }) as const;
const answered = () =>
  new Scenario()
    .when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident)
    .when('2026-11-23 10:05', { move: 'start' })
    .when('2026-11-23 11:00', { move: 'resolve', outcome: 'returned', text });
const bad = () => answered().when('2026-11-23 12:00', rate('dissatisfied'), resident);

describe('a bad rating', () => {
  it('notifies the chief', () => {
    expect(bad().notified).toEqual(['dissatisfied→chief']);
  });

  it.each(['satisfied', 'mostly-satisfied', 'not-reached'] as const)('is not %s', (rating) => {
    expect(answered().when('2026-11-23 12:00', rate(rating), resident).notified).toEqual([]);
  });

  it('notifies the chief also when the case is closed, and when it corrects a good one', () => {
    const closed = answered().tick('2026-11-30 11:00');
    expect(closed.found?.status).toBe('closed');
    expect(closed.when('2026-12-01 12:00', rate('dissatisfied'), resident).notified).toEqual([
      'dissatisfied→chief',
    ]);
    const corrected = answered()
      .when('2026-11-23 12:00', rate('satisfied'), resident)
      .when('2026-11-23 12:01', rate('dissatisfied'), resident);
    expect(corrected.notified).toEqual(['dissatisfied→chief']);
  });
});

describe('a mistaken rating', () => {
  it('is corrected for a day, each time with a fact, and the last one counts', () => {
    const scenario = bad().when('2026-11-23 12:05', rate('satisfied'), resident);
    expect(scenario.facts).toMatchObject([{ fact: 'rated', rating: 'satisfied', correction: 1 }]);
    expect(scenario.found?.rating).toBe('satisfied');
    expect(scenario.notified).toEqual([]);
  });

  it('counts the day from the first rating, to the millisecond', () => {
    const end = at('2026-11-24 12:00');
    const scenario = bad().when('2026-11-24 11:00', rate('satisfied'), resident);
    expect(scenario.decide(end - 1, rate('mostly-satisfied'), resident).refusal).toBeUndefined();
    expect(scenario.decide(end, rate('mostly-satisfied'), resident).refusal).toEqual({
      code: 'already-rated',
    });
  });

  it('is not the same rating again, unless with words', () => {
    const scenario = bad();
    scenario.refuses('2026-11-23 12:01', rate('dissatisfied'), resident, 'already-rated');
    scenario.when('2026-11-23 12:02', { ...rate('dissatisfied'), text: '没有人来过' }, resident);
    expect(scenario.notified).toEqual([]);
  });

  it('is corrected five times at most', () => {
    const scenario = bad();
    for (let second = 1; second <= 5; second += 1) {
      const rating = second % 2 === 1 ? 'satisfied' : 'dissatisfied';
      scenario.when(`2026-11-23 12:00:0${second}`, rate(rating), resident);
    }
    scenario.refuses('2026-11-23 12:01', rate('dissatisfied'), resident, 'already-rated');
    expect(
      scenario.found && correctableUntil(scenario.found, undefined, at('2026-11-23 12:01')),
    ).toBeUndefined();
  });

  it('is forgotten when the case is reopened: the next answer has a day of its own', () => {
    const scenario = bad()
      .when('2026-11-23 12:10', { move: 'reopen' }, resident)
      .when('2026-11-25 10:00', { move: 'start' })
      .when('2026-11-25 11:00', { move: 'resolve', outcome: 'returned', text })
      .when('2026-11-25 12:00', rate('satisfied'), resident);
    expect(scenario.found).toMatchObject({ ratedAt: at('2026-11-25 12:00'), ratingCorrections: 0 });
    scenario.when('2026-11-26 11:59', rate('mostly-satisfied'), resident);
    expect(scenario.found?.rating).toBe('mostly-satisfied');
  });

  it('of a case that was rated before this release stays as it is', () => {
    const scenario = bad();
    if (scenario.found === undefined) throw new Error('no case');
    const { ratedAt: _, ...found } = scenario.found;
    scenario.found = found;
    scenario.refuses('2026-11-23 12:01', rate('satisfied'), resident, 'already-rated');
  });
});

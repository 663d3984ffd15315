import { describe, expect, it } from 'vitest';
import { report, resident, Scenario, staff } from './scenario.ts';

const announced = { move: 'reach-milestone', milestone: 'announced', done: true } as const;
const found = () => new Scenario().when('2026-11-23 10:00', report('found-item', { item: 'keys' }), resident);

describe('the year in which the owner of a found item may come', () => {
  it('has not begun with the report; the announcement has a date of its own', () => {
    const scenario = found();
    expect(scenario.promise('owner-search-end')).toBeUndefined();
    expect(scenario.promise('announced')).toBe('2026-11-26 10:00 running');
  });

  it('runs from the announcement', () => {
    const scenario = found().when('2026-11-25 09:00', announced);
    expect(scenario.promise('announced')).toMatch(/met$/);
    expect(scenario.promise('owner-search-end')).toBe('2027-11-25 09:00 running');
  });

  it('runs from a late announcement too, whose breach that ends', () => {
    const scenario = found()
      .when('2026-11-23 10:10', { move: 'reply', text: '钥匙已经收好，正在找失主' })
      .tick('2026-11-26 10:00');
    expect(scenario.promise('announced')).toMatch(/breached$/);
    scenario.when('2026-11-27 09:00', announced);
    expect(scenario.promise('owner-search-end')).toBe('2027-11-27 09:00 running');
    expect(scenario.found?.escalation).toBeUndefined();
  });

  it('does not begin twice', () => {
    found()
      .when('2026-11-25 09:00', announced)
      .refuses('2026-11-26 09:00', announced, staff('officer'), 'no-such-milestone');
  });
});

import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { report, resident, Scenario, staff } from '../cases/decisions/scenario.ts';
import { at, wallTime } from './wall-clock.ts';

/** Ticks every minute of a span and returns who was notified when. */
function minutes(scenario: Scenario, from: string, count: number): string[] {
  const notified: string[] = [];
  for (let minute = 1; minute <= count; minute += 1) {
    const now = at(from) + minute * MINUTE;
    scenario.tick(now);
    notified.push(...scenario.notified.map((line) => `${wallTime(now).slice(11, 16)} ${line}`));
  }
  return notified;
}

describe('a lost person on which nobody acts', () => {
  it('alerts the guards at once, then escalates at 5, 10, 15 and 30 minutes', () => {
    const scenario = new Scenario().when('2026-11-23 02:10', report('lost-person'), resident);
    expect(scenario.notified).toEqual(['alert→guard', 'receipt→resident']);
    expect(minutes(scenario, '2026-11-23 02:10', 31)).toEqual([
      '02:13 breach→guard',
      '02:15 level→guard',
      '02:15 broken-promise→resident',
      '02:20 level→officer',
      '02:25 level→chief',
      '02:40 level→district',
    ]);
  });

  it('repeats at the top until somebody acts', () => {
    const scenario = new Scenario().when('2026-11-23 02:10', report('lost-person'), resident);
    minutes(scenario, '2026-11-23 02:10', 31);
    scenario.tick('2026-11-23 02:55');
    expect(scenario.notified).toEqual(['level→district']);
    scenario.tick('2026-11-23 03:10');
    expect(scenario.facts[0]).toMatchObject({ fact: 'level-reached', level: 4, repeats: 1 });
    expect(scenario.notified).toEqual(['level→district', 'reminder→guard']);
  });

  it('after an outage notifies each addressee once, at the highest level, and records the skipped ones', () => {
    const scenario = new Scenario().when('2026-11-23 02:10', report('lost-person'), resident);
    scenario.tick('2026-11-24 14:10');
    expect(scenario.notified.toSorted()).toEqual([
      'breach→guard',
      'broken-promise→resident',
      'level→district',
    ]);
    expect(scenario.facts.filter(({ fact }) => fact === 'level-reached')).toMatchObject([
      { level: 4, responsible: 'district', skipped: [1, 2, 3] },
    ]);
    scenario.tick('2026-11-24 14:10');
    expect(scenario.factNames).toEqual([]);
  });
});

describe('an acknowledgement', () => {
  it('stops the escalation, which goes on from the next level if nothing follows', () => {
    const scenario = new Scenario()
      .when('2026-11-23 02:10', report('lost-person'), resident)
      .tick('2026-11-23 02:13')
      .tick('2026-11-23 02:15')
      .tick('2026-11-23 02:20')
      .when('2026-11-23 02:21', { move: 'acknowledge-escalation' });
    expect(scenario.due).toBe('2026-11-23 02:26 action officer');
    scenario.tick('2026-11-23 02:25');
    expect(scenario.factNames).toEqual([]);
    scenario.tick('2026-11-23 02:26');
    expect(scenario.notified).toEqual(['level→chief']);
  });

  it('before the first level starts the action clock as well', () => {
    const scenario = new Scenario()
      .when('2026-11-23 02:10', report('lost-person'), resident)
      .when('2026-11-23 02:11', { move: 'acknowledge' }, staff('guard'));
    expect(scenario.promise('acknowledge')).toBe('2026-11-23 02:13 met');
    scenario.tick('2026-11-23 02:16');
    expect(scenario.notified.toSorted()).toEqual(['broken-promise→resident', 'level→guard']);
  });

  it('is refused where no escalation is running', () => {
    new Scenario()
      .when('2026-11-23 10:00', report('lost-item'), resident)
      .refuses(
        '2026-11-23 10:01',
        { move: 'acknowledge-escalation' },
        staff('officer'),
        'nothing-to-acknowledge',
      );
  });
});

describe('the first words of a person', () => {
  it('end the escalation, and a later broken promise starts a new one', () => {
    const scenario = new Scenario()
      .when('2026-11-23 02:10', report('lost-person'), resident)
      .tick('2026-11-23 02:20')
      .when('2026-11-23 02:21', { move: 'reply', text: '两名保安已出发' }, staff('guard'));
    expect(scenario.found?.escalation).toBeUndefined();
    expect(scenario.found?.status).toBe('in-progress');
    expect(scenario.due).toBe('2026-11-23 02:36 end:action-check guard');
    scenario.tick('2026-11-23 02:36').tick('2026-11-23 02:41');
    expect(scenario.notified).toEqual(['level→guard']);
  });
});

describe('a level that cannot be reached', () => {
  it('escalates at once when nobody staffs it', () => {
    const scenario = new Scenario()
      .when('2026-11-23 02:10', report('lost-person'), resident)
      .tick('2026-11-23 02:15');
    const failed = {
      move: 'delivery-failed',
      delivery: '3#0',
      to: 'guard',
      kind: 'level',
      level: 1,
      reason: 'unstaffed',
    } as const;
    scenario.when('2026-11-23 02:16', failed, { kind: 'system' });
    expect(scenario.due).toBe('2026-11-23 02:16 level guard');
    scenario.tick('2026-11-23 02:16');
    expect(scenario.notified).toEqual(['level→officer']);
  });

  it('at the top repeats at its own pace, since there is no further level', () => {
    const scenario = new Scenario().when('2026-11-23 02:10', report('lost-person'), resident);
    minutes(scenario, '2026-11-23 02:10', 31);
    const failed = {
      move: 'delivery-failed',
      delivery: '6#0',
      to: 'district',
      kind: 'level',
      level: 4,
      reason: 'unstaffed',
    } as const;
    scenario.when('2026-11-23 02:42', failed, { kind: 'system' });
    expect(scenario.due).toBe('2026-11-23 02:55 level district');
  });
});

describe('every other case', () => {
  it('starts the escalation at its earliest broken promise, on its own calendar', () => {
    const scenario = new Scenario()
      .when('2026-11-23 22:00', report('lost-item', { item: 'keys' }), resident)
      .tick('2026-11-23 22:30');
    expect(scenario.notified).toEqual(['breach→officer']);
    expect(scenario.due).toBe('2026-11-23 23:00 level officer');
    scenario.tick('2026-11-23 23:00');
    expect(scenario.notified).toEqual(['level→guard', 'reminder→officer']);
    expect(scenario.due).toBe('2026-11-24 07:36 remind:respond guard');
  });
});

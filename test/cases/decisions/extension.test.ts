import { describe, expect, it } from 'vitest';
import type { ClockKind } from '../../../shared/cases/clock-kinds.ts';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const reply = { move: 'reply', text: '我们已经看过监控，今天下午给您答复' } as const;
const received = () =>
  new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);
const answered = () => received().when('2026-11-23 11:00', reply);

const extend = (promiseAt: Instant, clock: ClockKind = 'resolve'): MoveCommand => ({
  move: 'extend',
  clock,
  promiseAt,
  text: '还在等鉴定结果',
});
const refusal = (scenario: Scenario, moment: string, move: MoveCommand) =>
  scenario.decide(moment, move, staff('officer')).refusal;

describe('a promise that is moved', () => {
  it('is moved to a later date than it has, by a millisecond at least', () => {
    const promiseAt = at('2026-11-30 10:00');
    expect(refusal(answered(), '2026-11-24 10:00', extend(promiseAt))).toEqual({
      code: 'not-later',
      clock: 'resolve',
    });
    expect(refusal(answered(), '2026-11-24 10:00', extend(promiseAt + 1))).toBeUndefined();
  });

  it('is moved to a date ahead once it was broken', () => {
    const broken = () => received().tick('2026-11-23 12:00');
    const now = at('2026-11-23 13:00');
    expect(refusal(broken(), '2026-11-23 13:00', extend(now, 'respond'))).toEqual({
      code: 'not-later',
      clock: 'respond',
    });
    expect(refusal(broken(), '2026-11-23 13:00', extend(now + 1, 'respond'))).toBeUndefined();
  });

  it('reaches sixty days at most', () => {
    const furthest = at('2027-01-23 10:00');
    expect(refusal(answered(), '2026-11-24 10:00', extend(furthest))).toBeUndefined();
    expect(refusal(answered(), '2026-11-24 10:00', extend(furthest + 1))).toEqual({
      code: 'too-far-ahead',
      daysMax: 60,
    });
  });

  it('began when it began, reminds anew, and is late only if it was broken first', () => {
    const scenario = answered().when('2026-11-24 10:00', extend(at('2026-12-04 10:00')));
    expect(scenario.facts[0]).toMatchObject({ fact: 'extended', clock: 'resolve' });
    expect(scenario.clock('resolve')).toMatchObject({
      startedAt: at('2026-11-23 10:00'),
      remindAt: [at('2026-11-29 10:00'), at('2026-12-02 10:00')],
      state: 'running',
    });
    expect(scenario.clock('resolve')).not.toHaveProperty('late');

    const broken = received().tick('2026-11-23 12:00');
    broken.when('2026-11-23 12:05', extend(at('2026-11-24 10:00'), 'respond'));
    expect(broken.clock('respond')).toMatchObject({ state: 'running', late: true });
    broken.when('2026-11-23 12:06', extend(at('2026-11-24 12:00'), 'respond'));
    expect(broken.clock('respond')).toMatchObject({ state: 'running', late: true });
  });

  it.each<[string, Scenario, ClockKind]>([
    ['that was kept already', answered(), 'respond'],
    ['that the case does not have', answered(), 'first-sitting'],
    [
      'that is paused meanwhile',
      answered().when('2026-11-23 12:00', { move: 'ask-resident', text: '什么颜色' }),
      'resolve',
    ],
    ['to open the case', received(), 'acknowledge'],
    [
      'of the resident',
      answered().when('2026-11-23 12:00', { move: 'ask-resident', text: '什么颜色' }),
      'resident-answer',
    ],
  ])('is not one %s', (_, scenario, clock) => {
    expect(refusal(scenario, '2026-11-23 13:00', extend(at('2026-12-20 10:00'), clock))).toEqual({
      code: 'no-such-clock',
      clock,
    });
  });
});

describe('a date given to others', () => {
  const schedule = (moment: Instant): MoveCommand => ({ move: 'schedule', at: moment });
  const wait = (until: Instant): MoveCommand => ({ move: 'await-third-party', text: '物业调监控', until });

  it.each([
    ['an appointment', schedule, 'appointment'],
    ['a third party’s time', wait, 'third-party'],
  ] as const)('for %s lies ahead, thirty days at most', (_, until, clock) => {
    const asked = (moment: Instant) => refusal(answered(), '2026-11-24 10:00', until(moment));
    expect(asked(at('2026-11-24 10:00'))).toEqual({ code: 'not-later', clock });
    expect(asked(at('2026-11-24 10:00') + 1)).toBeUndefined();
    expect(asked(at('2026-12-24 10:00'))).toBeUndefined();
    expect(asked(at('2026-12-24 10:00') + 1)).toEqual({ code: 'too-far-ahead', daysMax: 30 });
  });

  it('is the deadline of the third party, and pauses only the resolution', () => {
    const scenario = answered().when('2026-11-24 10:00', wait(at('2026-12-10 09:00')));
    expect(scenario.promise('third-party')).toBe('2026-12-10 09:00 running');
    expect(scenario.promise('resolve')).toBe('2026-11-30 10:00 paused');
    expect(scenario.promise('update')).toBe('2026-11-30 11:00 running');
  });
});

import { describe, expect, it } from 'vitest';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const reply = () => ({ move: 'reply', text: '我们已经看过监控，今天下午给您答复' }) as const;
const received = () =>
  new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);

describe('waiting', () => {
  it('for the resident pauses update and resolve, nudges twice, then asks the officer and never resolves', () => {
    const scenario = received().when('2026-11-23 11:00', reply());
    scenario.when('2026-11-24 11:00', { move: 'ask-resident', text: '请问手机是什么颜色' });
    expect(scenario.promise('resolve')).toBe('2026-11-30 10:00 paused');
    expect(scenario.promise('update')).toMatch(/paused$/);
    scenario.tick('2026-11-27 23:00');
    expect(scenario.notified).toContain('nudge→resident');
    scenario.tick('2026-11-30 04:00');
    scenario.tick('2026-12-01 11:00');
    expect(scenario.found?.status).toBe('in-progress');
    expect(scenario.notified).toContain('decision-needed→officer');
    // Seven days were waited, so the end is seven days later.
    expect(scenario.promise('resolve')).toBe('2026-12-07 10:00 running');
    expect(scenario.promise('decision')).toMatch(/^2026-12-02 11:00/);
  });

  it("ends with the resident's answer", () => {
    const scenario = received()
      .when('2026-11-23 11:00', reply())
      .when('2026-11-23 12:00', { move: 'ask-resident', text: '请问手机是什么颜色' })
      .when('2026-11-23 13:00', { move: 'add-message', text: '黑色的' }, resident);
    expect(scenario.found?.status).toBe('in-progress');
    expect(scenario.promise('resident-answer')).toBeUndefined();
    expect(scenario.promise('resolve')).toBe('2026-11-30 11:00 running');
  });

  it.each([
    ['a wish to be called, without words', report('lost-item'), { move: 'add-message', wish: 'call' }],
    ['a wish to withdraw that an officer must decide', report('lost-person'), { move: 'withdraw' }],
  ] as const)('ends with %s', (_, reported, command) => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', reported, resident)
      .when('2026-11-23 10:02', reply())
      .when('2026-11-23 10:05', { move: 'ask-resident', text: '请问有没有照片' })
      .when('2026-11-23 10:10', command, resident);
    expect(scenario.found?.status).toBe('in-progress');
    expect(scenario.promise('resident-answer')).toBeUndefined();
    expect(scenario.promise('update')).toMatch(/running$/);
    expect(scenario.notified).toHaveLength(1);
  });

  it('ends when its resident leaves the case to the co-reporters, since nobody is left to answer', () => {
    const of = 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as never;
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('hazard'), resident)
      .when(
        '2026-11-23 10:05',
        {
          move: 'link',
          of,
          linked: 1,
          unlinked: 0,
          type: 'hazard',
          priority: 'P2',
          urgentAnswers: {},
          owed: [],
        },
        { kind: 'co-reporter' },
      )
      .when('2026-11-23 10:06', { move: 'start' })
      .when('2026-11-23 10:07', { move: 'ask-resident', text: '请问在几楼' })
      .when('2026-11-23 10:10', { move: 'withdraw' }, resident);
    expect(scenario.found).toMatchObject({ status: 'in-progress', reporterLeft: true });
    expect(scenario.promise('resident-answer')).toBeUndefined();
  });

  it('for the resident is allowed three times', () => {
    const scenario = received().when('2026-11-23 10:10', reply());
    for (const minute of ['20', '30', '40']) {
      scenario.when(`2026-11-23 10:${minute}`, { move: 'ask-resident', text: '什么颜色' });
      scenario.when(`2026-11-23 10:${minute}`, { move: 'resume' });
    }
    scenario.refuses(
      '2026-11-23 11:00',
      { move: 'ask-resident', text: '?' },
      staff('officer'),
      'waits-exhausted',
    );
  });

  it('for a third party pauses resolve alone and has a deadline and an escalation of its own', () => {
    const scenario = received()
      .when('2026-11-23 11:00', reply())
      .when('2026-11-23 12:00', { move: 'await-third-party', text: '物业调监控' });
    expect(scenario.promise('update')).toMatch(/running$/);
    expect(scenario.promise('third-party')).toBe('2026-11-26 12:00 running');
    scenario.tick('2026-11-26 12:00');
    expect(scenario.notified).toContain('breach→officer');
    expect(scenario.promise('resolve')).toMatch(/running$/);
    expect(scenario.found?.escalation).toBeDefined();
  });

  it('for an appointment is due half an hour after it', () => {
    const scenario = received()
      .when('2026-11-23 11:00', reply())
      .when('2026-11-23 12:00', { move: 'schedule', at: at('2026-11-24 10:00') });
    expect(scenario.promise('appointment')).toBe('2026-11-24 10:30 running');
    scenario.refuses(
      '2026-11-23 12:01',
      { move: 'extend', clock: 'acknowledge', promiseAt: at('2026-12-30 10:00'), text: '请再等' },
      staff('officer'),
      'no-such-clock',
    );
  });
});

describe('a deadline', () => {
  const extend = (promiseAt: string): MoveCommand => ({
    move: 'extend',
    clock: 'resolve',
    promiseAt: at(promiseAt),
    text: '还在等鉴定结果',
  });

  it('moves later, at most twice, and the resident is notified', () => {
    const scenario = received().when('2026-11-23 11:00', reply());
    scenario.when('2026-11-24 10:00', extend('2026-12-05 10:00'));
    expect(scenario.notified).toEqual(['deadline-moved→resident']);
    scenario.when('2026-11-25 10:00', extend('2026-12-10 10:00'));
    expect(scenario.promise('resolve')).toBe('2026-12-10 10:00 running');
    scenario.refuses(
      '2026-11-26 10:00',
      extend('2026-12-12 10:00'),
      staff('officer'),
      'extensions-exhausted',
    );
  });

  it('never moves earlier', () => {
    received().refuses('2026-11-24 10:00', extend('2026-11-25 10:00'), staff('officer'), 'not-later');
  });
});

import { describe, expect, it } from 'vitest';
import type { Case } from '../../../shared/cases/case.ts';
import { explainClock } from '../../../shared/cases/decisions/explain-clock.ts';
import type { ExplainedClock } from '../../../shared/engine/clocks/explain-clocks.ts';
import { personId } from '../../../shared/engine/scope.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario } from './scenario.ts';

const reply = { move: 'reply', text: '我们已经看过监控，今天下午给您答复' } as const;
const received = () =>
  new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);
const explained = (scenario: Scenario, moment: string) =>
  explainClock(scenario.found as Case, standardPolicy, at(moment));
const clockIn = (scenario: Scenario, kind: string, moment: string): ExplainedClock | undefined =>
  explained(scenario, moment).clocks.find((clock) => clock.kind === kind);

describe('an explanation', () => {
  it('begins with the next step and lists the clocks by their promises, soonest first', () => {
    const { next, clocks, policyVersion } = explained(received(), '2026-11-23 10:00');
    expect(policyVersion).toBe('2026-11-30');
    expect(next).toEqual({
      dueAt: at('2026-11-23 10:15'),
      dueKind: 'remind:acknowledge',
      beyondHorizon: false,
      responsible: 'officer',
    });
    expect(clocks.map(({ kind }) => kind)).toEqual([
      'acknowledge',
      'respond',
      'footage-kept',
      'resolve',
      'footage-expiry',
    ]);
  });

  it('lists a promise that was met after one that is still to come where it was promised for later', () => {
    const scenario = received().when('2026-11-23 10:20', reply);
    expect(explained(scenario, '2026-11-23 10:20').clocks.map(({ kind }) => kind)).toEqual([
      'acknowledge',
      'respond',
      'footage-kept',
      'resolve',
      'update',
      'footage-expiry',
    ]);
  });

  it('of a case that has ended has no next step and no escalation', () => {
    const scenario = received().when('2026-11-23 10:10', { move: 'withdraw' }, resident);
    const explanation = explained(scenario, '2026-11-23 10:11');
    expect(explanation).not.toHaveProperty('next');
    expect(explanation).not.toHaveProperty('escalation');
    expect(explanation.clocks).toEqual([]);
  });

  it('shows the escalation, its level and whether somebody acknowledged it', () => {
    const scenario = new Scenario()
      .when('2026-11-23 02:10', report('lost-person'), resident)
      .tick('2026-11-23 02:20');
    const escalation = {
      startedAt: at('2026-11-23 02:10'),
      level: 2,
      levels: ['guard', 'officer', 'chief', 'district'],
      beyondHorizon: false,
    };
    expect(explained(scenario, '2026-11-23 02:20').escalation).toEqual({
      ...escalation,
      nextAt: at('2026-11-23 02:25'),
      acknowledged: false,
    });
    scenario.when('2026-11-23 02:21', { move: 'acknowledge-escalation' });
    expect(explained(scenario, '2026-11-23 02:21').escalation).toEqual({
      ...escalation,
      nextAt: at('2026-11-23 02:26'),
      acknowledged: true,
    });
  });
});

describe('a clock explained', () => {
  it('shows its working time and what is left of it, never less than nothing', () => {
    const scenario = received();
    expect(clockIn(scenario, 'respond', '2026-11-23 10:00')).toMatchObject({
      calendar: 'duty',
      startedAt: at('2026-11-23 10:00'),
      promiseAt: at('2026-11-23 12:00'),
      state: 'running',
      workingMinutes: 120,
      workingMinutesLeft: 120,
    });
    expect(clockIn(scenario, 'respond', '2026-11-23 11:15')?.workingMinutesLeft).toBe(45);
    expect(clockIn(scenario, 'respond', '2026-11-23 12:30')?.workingMinutesLeft).toBe(0);
  });

  it('counts only hours that are worked', () => {
    const scenario = new Scenario().when('2026-11-20 17:30', report('consultation'), resident);
    const { workingMinutes, workingMinutesLeft } = clockIn(scenario, 'respond', '2026-11-22 12:00') ?? {};
    expect({ workingMinutes, workingMinutesLeft }).toEqual({ workingMinutes: 420, workingMinutesLeft: 390 });
  });

  it('has no time left once it is met, and was late only if it was broken first', () => {
    const inTime = received().when('2026-11-23 10:20', reply);
    expect(clockIn(inTime, 'respond', '2026-11-23 10:30')).toMatchObject({
      state: 'met',
      late: false,
      workingMinutesLeft: 0,
    });
    const tooLate = received().tick('2026-11-23 12:00');
    expect(clockIn(tooLate, 'respond', '2026-11-23 12:01')).toMatchObject({ state: 'breached', late: true });
    tooLate.when('2026-11-23 12:05', reply);
    expect(clockIn(tooLate, 'respond', '2026-11-23 12:06')).toMatchObject({ state: 'met', late: true });
    expect(clockIn(tooLate, 'resolve', '2026-11-23 12:06')).toMatchObject({ state: 'running', late: false });
  });

  it('while it is paused keeps what was left of it', () => {
    const scenario = received()
      .when('2026-11-23 10:20', reply)
      .when('2026-11-23 11:00', { move: 'ask-resident', text: '请问手机是什么颜色' });
    const paused = {
      state: 'paused',
      pausedAt: at('2026-11-23 11:00'),
      workingMinutesLeft: 7 * 16 * 60 - 60,
    };
    expect(clockIn(scenario, 'resolve', '2026-11-23 11:00')).toMatchObject(paused);
    expect(clockIn(scenario, 'resolve', '2026-11-26 11:00')).toMatchObject(paused);
    expect(clockIn(scenario, 'respond', '2026-11-23 11:00')).not.toHaveProperty('pausedAt');
  });

  it('shows which of its reminders were taken', () => {
    const taken = (scenario: Scenario) =>
      clockIn(scenario, 'acknowledge', '2026-11-23 10:20')?.reminders.map((reminder) => reminder.taken);
    expect(taken(received())).toEqual([false, false]);
    expect(taken(received().tick('2026-11-23 10:15'))).toEqual([true, false]);
    expect(taken(received().tick('2026-11-23 10:24'))).toEqual([true, true]);
    expect(clockIn(received(), 'acknowledge', '2026-11-23 10:00')?.reminders.map(({ at }) => at)).toEqual([
      at('2026-11-23 10:15'),
      at('2026-11-23 10:24'),
    ]);
  });

  it('says when it was calculated beyond the announced holidays', () => {
    const scenario = new Scenario().when('2026-12-31 17:00', report('consultation'), resident);
    expect(clockIn(scenario, 'respond', '2026-12-31 17:00')?.beyondHorizon).toBe(true);
    expect(clockIn(received(), 'respond', '2026-11-23 10:00')?.beyondHorizon).toBe(false);
  });

  it('names who must keep it', () => {
    const scenario = received()
      .when('2026-11-23 10:05', { move: 'assign', to: personId('p-li') })
      .when('2026-11-23 10:20', reply)
      .when('2026-11-23 11:00', { move: 'ask-resident', text: '请问手机是什么颜色' });
    expect(clockIn(scenario, 'resident-answer', '2026-11-23 11:00')?.responsible).toBe('resident');
    expect(clockIn(scenario, 'footage-kept', '2026-11-23 11:00')?.responsible).toBe('assignee');
  });
});

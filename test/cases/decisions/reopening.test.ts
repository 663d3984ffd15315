import { describe, expect, it } from 'vitest';
import type { CaseId } from '../../../shared/cases/case.ts';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import type { Actor } from '../../../shared/engine/scope.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const of = 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as CaseId;
const coReporter: Actor = { kind: 'co-reporter' };
const chief = staff('chief');
const withReason: MoveCommand = { move: 'reopen', text: '结案是误操作，继续办理' };
const withdraw: MoveCommand = { move: 'withdraw' };
const reopen: MoveCommand = { move: 'reopen' };

const reported = () => new Scenario().when('2026-11-23 10:00', report('other'), resident);
const withdrawn = () => reported().when('2026-11-23 11:00', withdraw, resident);
const closed = () =>
  reported()
    .when('2026-11-23 10:10', { move: 'start' })
    .when('2026-11-23 11:00', { move: 'resolve', outcome: 'helped', text: '楼道的灯已经修好，请查看' })
    .when('2026-11-23 12:00', { move: 'rate', rating: 'satisfied' }, resident)
    .tick('2026-11-30 11:01');

describe('a chief reopens an ended case', () => {
  it.each([
    ['closed', closed],
    ['withdrawn', withdrawn],
  ] as const)('that was %s, with a written reason and fresh promises', (status, given) => {
    const scenario = given();
    expect(scenario.found?.status).toBe(status);
    scenario
      .refuses('2027-01-04 10:00', reopen, chief, 'reason-needed')
      .refuses('2027-01-04 10:00', { move: 'reopen', text: '  ' }, chief, 'reason-needed')
      .refuses('2027-01-04 10:00', withReason, staff('officer'), 'move-not-allowed')
      .when('2027-01-04 10:00', withReason, chief);
    expect(scenario.found).toMatchObject({ status: 'reopened', reopens: 1 });
    expect(scenario.found).not.toHaveProperty('endedAt');
    expect(scenario.found).not.toHaveProperty('rating');
    expect(scenario.promise('respond')).toBe('2027-01-05 10:00 running');
    expect(scenario.promise('resolve')).toMatch(/running$/);
    expect(scenario.found?.dueAt).toBeDefined();
    expect(scenario.notified).toEqual(['reopened→officer', 'reply→resident']);
  });

  it('that was withdrawn, with the dates that had not been met', () => {
    const footage = new Scenario()
      .when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident)
      .when('2026-11-23 10:30', withdraw, resident)
      .when('2026-11-23 10:31', reopen, resident);
    expect(footage.promise('footage-kept')).toBe('2026-11-24 10:00 running');
    expect(footage.promise('footage-expiry')).toBe('2026-12-23 10:00 running');
    expect(footage.found).not.toHaveProperty('held');

    const answered = closed().when('2027-01-04 10:00', withReason, chief);
    expect(answered.promise('typed')).toBeUndefined();
  });

  it('but a merged one only by undoing the link', () => {
    reported()
      .when('2026-11-23 10:10', { move: 'mark-duplicate', of })
      .refuses('2026-11-23 10:20', withReason, chief, 'move-not-allowed');
  });
});

describe('a resident takes a withdrawal back', () => {
  it('for as long as the reopen window, counted from the withdrawal', () => {
    withdrawn().when('2026-11-30 10:59', reopen, resident);
    withdrawn().refuses('2026-11-30 11:00', reopen, resident, 'window-over');
    const back = withdrawn().when('2026-11-23 11:05', reopen, resident);
    expect(back.found).toMatchObject({ status: 'reopened' });
    expect(back.notified).toEqual(['reopened→officer']);
    expect(back.found?.dueAt).toBeDefined();
  });

  it('but does not open a closed case again, nor does a co-reporter', () => {
    closed()
      .refuses('2026-11-30 11:02', reopen, resident, 'move-not-allowed')
      .refuses('2026-11-30 11:02', reopen, coReporter, 'move-not-allowed');
    withdrawn().refuses('2026-11-23 11:02', reopen, coReporter, 'move-not-allowed');
  });

  it('from leaving another’s case on, not from the link', () => {
    const left = reported()
      .when('2026-11-23 10:10', { move: 'join', of }, resident)
      .when('2026-12-01 10:00', { move: 'leave' }, resident);
    left.when('2026-12-08 09:59', { move: 'come-back' }, resident);
    expect(left.found).toMatchObject({ status: 'duplicate', duplicateOf: of });
    left
      .when('2026-12-08 10:00', { move: 'leave' }, resident)
      .refuses('2026-12-15 10:00', { move: 'come-back' }, resident, 'window-over')
      .when('2026-12-15 09:59', { move: 'reopen', followed: 0 }, resident);
    expect(left.found).toMatchObject({ status: 'reopened' });
    expect(left.found).not.toHaveProperty('duplicateOf');
  });

  it('of a case that went on for others, and is told of it again', () => {
    const shared = reported().when(
      '2026-11-23 10:10',
      {
        move: 'link',
        of,
        linked: 1,
        unlinked: 0,
        type: 'other',
        priority: 'P3',
        urgentAnswers: {},
        owed: [],
      },
      coReporter,
    );
    const left = shared.when('2026-11-23 11:00', withdraw, resident);
    expect(left.found).toMatchObject({ reporterLeft: true, reachable: false });
    left.refuses('2026-11-30 11:00', { move: 'come-back' }, resident, 'window-over');
    left.when('2026-11-30 10:59', { move: 'come-back' }, resident);
    expect(left.factNames).toEqual(['reporter-returned']);
    expect(left.found).toMatchObject({ reachable: true, status: 'received' });
    expect(left.found).not.toHaveProperty('reporterLeft');
    left.refuses('2026-11-30 10:59', { move: 'come-back' }, resident, 'move-not-allowed');
  });
});

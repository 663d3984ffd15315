import { describe, expect, it } from 'vitest';
import type { MoveCommand, SystemCommand } from '../../../shared/cases/command.ts';
import type { MessageKind } from '../../../shared/cases/message-kinds.ts';
import type { Responsible } from '../../../shared/engine/responsible.ts';
import { personId } from '../../../shared/engine/scope.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const reply = { move: 'reply', text: '我们已经看过监控，今天下午给您答复' } as const;
const askResident = { move: 'ask-resident', text: '请问手机是什么颜色' } as const;
const assign = { move: 'assign', to: personId('p-li') } as const;
const words = '手机没有找到，您可以联系物业';
const resolve: MoveCommand = { move: 'resolve', outcome: 'returned', text: words };

const dead = (to: Responsible, kind: MessageKind, more: { level?: number } = {}): SystemCommand => ({
  move: 'delivery-failed',
  delivery: '2#0',
  to,
  kind,
  reason: 'dead',
  ...more,
});

const received = () =>
  new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);
const answered = () => received().when('2026-11-23 10:20', reply);
const fails = (scenario: Scenario, command: SystemCommand, moment = '2026-11-23 10:40') =>
  scenario.when(moment, command, { kind: 'system' });

describe('words that did not reach the resident', () => {
  it.each<[MessageKind, string]>([
    ['reply', 'running'],
    ['ask', 'running'],
    ['rating-request', 'running'],
    ['deadline-moved', 'met'],
    ['receipt', 'met'],
  ])('as a %s leave the promise to respond %s', (kind, state) => {
    const scenario = fails(answered(), dead('resident', kind));
    expect(scenario.promise('respond')).toBe(`2026-11-23 12:00 ${state}`);
    expect(scenario.notified).toEqual(['undelivered→officer']);
    expect(scenario.factNames).toEqual(['delivery-failed']);
  });

  it('but reached everybody else kept the promise', () => {
    const scenario = fails(answered(), dead('co-reporters', 'reply'));
    expect(scenario.promise('respond')).toBe('2026-11-23 12:00 met');
    expect(scenario.notified).toEqual([]);
  });

  it('are reported to the person to whom the case was assigned', () => {
    const assigned = () => received().when('2026-11-23 10:10', assign).when('2026-11-23 10:20', reply);
    const undelivered = [{ to: 'assignee', person: 'p-li', kind: 'undelivered' }];
    expect(fails(assigned(), dead('resident', 'reply')).messages).toEqual(undelivered);
    expect(fails(assigned(), dead('resident', 'receipt')).messages).toEqual(undelivered);
  });

  it('leave a promise alone that was broken since an earlier failure', () => {
    const scenario = answered().when('2026-11-23 10:30', reply);
    fails(scenario, dead('resident', 'reply')).tick('2026-11-23 12:00');
    expect(scenario.promise('respond')).toBe('2026-11-23 12:00 breached');
    fails(scenario, dead('resident', 'reply'), '2026-11-23 12:05');
    expect(scenario.promise('respond')).toBe('2026-11-23 12:00 breached');
    expect(scenario.tick('2026-11-23 12:06').factNames).not.toContain('breached');
  });

  it('run the original promise again without the note that it was late', () => {
    const scenario = received().tick('2026-11-23 12:00').when('2026-11-23 12:05', reply);
    expect(scenario.clock('respond')?.late).toBe(true);
    fails(scenario, dead('resident', 'reply'), '2026-11-23 12:10');
    expect(scenario.clock('respond')).not.toHaveProperty('late');
    expect(scenario.tick('2026-11-23 12:11').factNames).toContain('breached');
  });
});

describe('a last word that did not reach the resident', () => {
  const notResolve: MoveCommand = { move: 'not-resolve', reason: 'not-found', text: words };
  const reject: MoveCommand = { move: 'reject', reason: 'not-a-case', text: words };
  const transfer: MoveCommand = { move: 'transfer', to: '110', ref: '482', text: words };

  it.each<[string, Scenario]>([
    ['resolved', answered().when('2026-11-23 10:30', resolve)],
    ['not-resolved', answered().when('2026-11-23 10:30', notResolve)],
    ['rejected', received().when('2026-11-23 10:30', reject)],
    ['transferred', received().when('2026-11-23 10:30', transfer)],
  ])('of a %s case is followed up, and promises nothing anew', (status, scenario) => {
    fails(scenario, dead('resident', 'rating-request'));
    expect(scenario.found?.status).toBe(status);
    expect(scenario.promise('respond')).toBe('2026-11-23 12:00 met');
    expect(scenario.notified).toEqual(['undelivered→officer']);
  });

  it('of a case that has ended changes nothing', () => {
    const scenario = received().when('2026-11-23 10:30', { move: 'withdraw' }, resident);
    const { version } = scenario.found ?? {};
    expect(fails(scenario, dead('officer', 'resident-wrote')).factNames).toEqual([]);
    expect(scenario.found).toMatchObject({ status: 'withdrawn', version });
  });

  it('of a case that was asked about and answered is followed up like any other', () => {
    const scenario = answered().when('2026-11-23 10:25', askResident);
    expect(fails(scenario, dead('resident', 'ask')).promise('respond')).toBe('2026-11-23 12:00 running');
  });
});

describe('a message that no member of staff received', () => {
  it.each<[Responsible, string[]]>([
    ['assignee', ['undelivered→officer']],
    ['guard', ['undelivered→officer']],
    ['officer', ['undelivered→chief']],
    ['chief', ['undelivered→district']],
    ['district', []],
  ])('for the %s is reported to the next level', (to, notified) => {
    const scenario = fails(received(), dead(to, 'reminder'));
    expect(scenario.notified).toEqual(notified);
    expect(scenario.factNames).toEqual(['delivery-failed']);
  });

  it('names no person, since the next level is a role', () => {
    const scenario = fails(received().when('2026-11-23 10:10', assign), dead('assignee', 'assigned'));
    expect(scenario.messages).toEqual([{ to: 'officer', kind: 'undelivered' }]);
  });
});

describe('a level that nobody received', () => {
  const escalating = () =>
    new Scenario()
      .when('2026-11-23 02:10', report('lost-person'), resident)
      .tick('2026-11-23 02:15')
      .tick('2026-11-23 02:20');

  it('is not escalated from when the escalation has gone further meanwhile', () => {
    const scenario = fails(escalating(), dead('guard', 'level', { level: 1 }), '2026-11-23 02:21');
    expect(scenario.due).toBe('2026-11-23 02:25 level officer');
    expect(scenario.notified).toEqual([]);
  });

  it('is not escalated from when somebody has acknowledged it', () => {
    const scenario = escalating().when('2026-11-23 02:21', { move: 'acknowledge-escalation' });
    fails(scenario, dead('officer', 'level', { level: 2 }), '2026-11-23 02:22');
    expect(scenario.due).toBe('2026-11-23 02:26 action officer');
  });

  it('is reported to the next level once the escalation is gone', () => {
    const scenario = escalating().when('2026-11-23 02:21', reply, staff('guard'));
    fails(scenario, dead('officer', 'level', { level: 2 }), '2026-11-23 02:22');
    expect(scenario.notified).toEqual(['undelivered→chief']);
  });

  it('is the only message whose failure escalates', () => {
    const scenario = fails(escalating(), dead('officer', 'alert', { level: 2 }), '2026-11-23 02:21');
    expect(scenario.due).toBe('2026-11-23 02:25 level officer');
    expect(scenario.notified).toEqual(['undelivered→chief']);
  });
});

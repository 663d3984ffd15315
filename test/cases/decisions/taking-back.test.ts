import { describe, expect, it } from 'vitest';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const text = '请等我们当面确认老人安全';
const withdraw = { move: 'withdraw' } as const;
const dispute = (risk: string) =>
  new Scenario().when('2026-11-23 10:00', report('dispute', { kind: 'family', risk }), resident);

describe('taking back a dispute', () => {
  it.each(['none', 'pregnancy', 'third-time'])('ends it at once where the risk is "%s"', (risk) => {
    expect(dispute(risk).when('2026-11-23 10:10', withdraw, resident).found?.status).toBe('withdrawn');
  });

  it.each(['weapon', 'violence', 'child'])('asks an officer where the risk is "%s"', (risk) => {
    const scenario = dispute(risk).when('2026-11-23 10:10', withdraw, resident);
    expect(scenario.found?.status).toBe('received');
    expect(scenario.promise('withdrawal')).toBe('2026-11-23 11:10 running');
    expect(scenario.notified).toEqual(['decision-needed→officer']);
  });
});

describe('a request to take a case back', () => {
  const asked = () => dispute('violence').when('2026-11-23 10:10', withdraw, resident);

  it('is made once, and its answer is waited for', () => {
    expect(asked().decide('2026-11-23 10:20', withdraw, resident).refusal).toEqual({
      code: 'move-not-allowed',
      move: 'withdraw',
      from: 'received',
    });
  });

  it('may be made again after it was declined', () => {
    const scenario = asked()
      .when('2026-11-23 10:20', { move: 'keep-open', text })
      .when('2026-11-23 10:30', withdraw, resident);
    expect(scenario.promise('withdrawal')).toBe('2026-11-23 11:30 running');
  });

  it('that nobody answered in time is broken, and can still be granted', () => {
    const scenario = asked().tick('2026-11-23 11:10');
    expect(scenario.promise('withdrawal')).toBe('2026-11-23 11:10 breached');
    scenario.when('2026-11-23 11:20', { move: 'grant-withdrawal' });
    expect(scenario.found?.status).toBe('withdrawn');
    expect(scenario.due).toBe('never');
  });
});

describe('a rejection', () => {
  const received = () =>
    new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);
  const rejected = (reason: 'not-a-case' | 'outside-the-estate' | 'abuse'): MoveCommand => ({
    move: 'reject',
    reason,
    text: '您反映的事情不归本警务室处理',
  });

  it.each(['not-a-case', 'outside-the-estate'] as const)('as "%s" is one officer’s to decide', (reason) => {
    const scenario = received().when('2026-11-23 10:10', rejected(reason));
    expect(scenario.found).toMatchObject({ status: 'rejected', outcome: reason });
  });

  it('for abuse is proposed by an officer, and the chief has an office day to sign it', () => {
    const scenario = received().when('2026-11-23 10:10', rejected('abuse'), staff('officer', 'p-li'));
    expect(scenario.facts[0]).toMatchObject({ fact: 'rejection-proposed', person: 'p-li' });
    expect(scenario.facts[0]?.messages).toEqual([
      { to: 'chief', kind: 'decision-needed', clock: 'sign-off' },
    ]);
    expect(scenario.promise('sign-off')).toBe('2026-11-24 10:10 running');
    scenario.when('2026-11-23 10:12', rejected('abuse'), staff('officer', 'p-wang'));
    expect(scenario.facts[0]).toMatchObject({ fact: 'rejected', reason: 'abuse' });
    expect(scenario.notified).toEqual(['rating-request→resident']);
    expect(scenario.promise('sign-off')).toBeUndefined();
  });

  it('for abuse is decided by the chief alone if the station has nobody else', () => {
    const scenario = received().when('2026-11-23 10:10', rejected('abuse'), staff('chief'));
    expect(scenario.found).toMatchObject({ status: 'rejected', outcome: 'abuse' });
  });
});

describe('the window for "not solved"', () => {
  const reopen = { move: 'reopen' } as const;
  const safe = () =>
    new Scenario()
      .when('2026-11-23 10:00', report('lost-person'), resident)
      .when('2026-11-23 10:02', { move: 'reply', text }, staff('guard'))
      .when('2026-11-23 11:00', { move: 'resolve', outcome: 'found-safe', text });

  it('is open for the resident to its last moment', () => {
    expect(safe().when('2026-11-30 10:59', reopen, resident).found?.status).toBe('reopened');
    safe().refuses('2026-11-30 11:00', reopen, resident, 'window-over');
  });

  it('stays over for the resident while an officer is asked daily, and an officer may reopen', () => {
    const scenario = safe().tick('2026-11-30 11:00');
    scenario.refuses('2026-11-30 12:00', reopen, resident, 'window-over');
    scenario.when('2026-11-30 12:00', reopen, staff('officer'));
    expect(scenario.found?.status).toBe('reopened');
    expect(scenario.promise('window')).toBeUndefined();
  });

  it('does not exist for a case that was handed over: only staff take it back', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('lost-item'), resident)
      .when('2026-11-23 10:20', { move: 'transfer', to: 'court', ref: 'B-7', text });
    scenario.refuses('2026-11-23 10:30', reopen, resident, 'window-over');
    scenario.when('2026-11-23 10:30', reopen, staff('chief'));
    expect(scenario.found?.status).toBe('reopened');
  });
});

it('words of the resident notify the assignee by name', () => {
  const scenario = new Scenario()
    .when('2026-11-23 10:00', report('lost-item'), resident)
    .when('2026-11-23 10:10', { move: 'assign', to: 'p-li' as never })
    .when('2026-11-23 10:20', { move: 'add-message', text }, resident);
  expect(scenario.facts[0]?.messages).toEqual([{ to: 'assignee', person: 'p-li', kind: 'resident-wrote' }]);
});

it('each commit is the next version, and a tick that finds nothing due commits nothing', () => {
  const scenario = new Scenario().when('2026-11-23 10:00', report('lost-item'), resident);
  expect(scenario.found?.version).toBe(1);
  expect(scenario.facts).toHaveLength(1);
  expect(scenario.tick('2026-11-23 10:01').found?.version).toBe(1);
  expect(scenario.when('2026-11-23 10:05', { move: 'acknowledge' }).found?.version).toBe(2);
});

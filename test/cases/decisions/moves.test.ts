import { describe, expect, it } from 'vitest';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import { DAY, HOUR } from '../../../shared/engine/calendar/instant.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const reply = (text = '我们已经看过监控，今天下午给您答复') => ({ move: 'reply', text }) as const;
const resolve: MoveCommand = { move: 'resolve', outcome: 'returned', text: '手机已经找到，请到警务室来取' };
const received = () =>
  new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);

describe('a lost thing, found again', () => {
  it('goes from report to closed with a next step at every moment', () => {
    const scenario = received();
    expect(scenario.due).toBe('2026-11-23 10:15 remind:acknowledge officer');
    scenario.when('2026-11-23 10:05', { move: 'acknowledge' });
    expect(scenario.due).toBe('2026-11-23 11:00 remind:respond officer');
    scenario.when('2026-11-23 10:20', reply());
    expect(scenario.promise('respond')).toBe('2026-11-23 12:00 met');
    expect(scenario.promise('update')).toBe('2026-11-30 10:20 running');
    expect(scenario.due).toBe('2026-11-23 22:00 remind:footage-kept officer');
    scenario.when('2026-11-23 16:00', resolve);
    expect(scenario.notified).toEqual(['rating-request→resident']);
    expect(scenario.due).toBe('2026-11-30 16:00 end:window officer');
    scenario.when('2026-11-23 17:00', { move: 'rate', rating: 'satisfied' }, resident);
    scenario.tick('2026-11-30 16:00');
    expect(scenario.found?.status).toBe('closed');
    expect(scenario.due).toBe('never');
  });

  it('is reopened by "not solved" within the window, with fresh promises and a rating to give anew', () => {
    const scenario = received()
      .when('2026-11-23 10:20', reply())
      .when('2026-11-23 16:00', resolve)
      .when('2026-11-23 17:00', { move: 'rate', rating: 'dissatisfied' }, resident)
      .when('2026-11-24 09:00', { move: 'reopen' }, resident);
    expect(scenario.found).toMatchObject({ status: 'reopened', reopens: 1 });
    expect(scenario.found?.rating).toBeUndefined();
    expect(scenario.promise('respond')).toBe('2026-11-24 11:00 running');
    expect(scenario.promise('resolve')).toBe('2026-12-01 09:00 running');
  });

  it('is not reopened by the resident once the window is over', () => {
    received()
      .when('2026-11-23 10:20', reply())
      .when('2026-11-23 16:00', resolve)
      .refuses('2026-11-30 16:00', { move: 'reopen' }, resident, 'window-over');
  });

  it('gets no reminder, breach or level after it was resolved late', () => {
    const scenario = received()
      .tick('2026-11-23 12:30')
      .when('2026-11-23 12:31', reply())
      .when('2026-11-23 12:32', resolve);
    for (let hour = 1; hour < 24 * 6; hour += 1) {
      scenario.tick(at('2026-11-23 12:32') + hour * HOUR);
      expect(scenario.factNames).toEqual([]);
    }
  });
});

describe('a wrong type', () => {
  it('is corrected with promises counted from receipt and never later than before', () => {
    const scenario = new Scenario().when('2026-11-23 10:00', report('other'), resident);
    expect(scenario.promise('acknowledge')).toBe('2026-11-23 16:30 running');
    scenario.when('2026-11-23 11:00', {
      move: 'retype',
      type: 'hazard',
      details: { kind: 'locked-fire-door' },
    });
    expect(scenario.found).toMatchObject({ type: 'hazard', priority: 'P1' });
    expect(scenario.promise('respond')).toBe('2026-11-23 14:00 running');
    expect(scenario.promise('resolve')).toBe('2026-11-26 10:00 running');
    expect(scenario.promise('typed')).toBeUndefined();
  });

  it('keeps the earlier promise when the right type would be slower', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('hazard', { kind: 'locked-fire-door' }), resident)
      .when('2026-11-23 10:10', { move: 'retype', type: 'consultation', details: {} });
    expect(scenario.promise('respond')).toBe('2026-11-23 14:00 running');
  });

  it('that hid a lost person starts the escalation at the time of the report and folds the missed levels', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('other'), resident)
      .when('2026-11-23 10:20', { move: 'retype', type: 'lost-person', details: {} });
    expect(scenario.facts.find(({ fact }) => fact === 'level-reached')).toMatchObject({
      responsible: 'chief',
      skipped: [1, 2],
    });
  });

  it('that is corrected after reopening is counted from reopening, not from a promise that was kept before', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('lost-item', { item: 'keys' }), resident)
      .when('2026-11-23 10:30', reply())
      .when('2026-11-25 15:00', { move: 'resolve', outcome: 'returned', text: '钥匙已交还本人，请查收' })
      .when('2026-11-26 09:00', { move: 'reopen' }, resident)
      .when('2026-11-26 09:10', { move: 'retype', type: 'hazard', details: { kind: 'locked-fire-door' } });
    expect(scenario.promise('respond')).toBe('2026-11-26 11:00 running');
    expect(scenario.promise('resolve')).toBe('2026-11-29 09:00 running');
    scenario.tick('2026-11-26 09:11');
    expect(scenario.factNames).toEqual([]);
  });

  it('does not break a promise a second time that was broken, explained and given a new date', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('dispute', { risk: 'violence' }), resident)
      .tick('2026-11-23 11:00')
      .when('2026-11-23 11:06', {
        move: 'extend',
        clock: 'respond',
        promiseAt: at('2026-11-25 10:00'),
        text: '正在联系另一方，周三答复',
      })
      .when('2026-11-24 10:00', { move: 'retype', type: 'lead', details: { now: 'yes' } });
    expect(scenario.promise('respond')).toBe('2026-11-25 10:00 running');
    scenario.tick('2026-11-24 10:01');
    expect(scenario.facts.flatMap((fact) => (fact.fact === 'breached' ? [fact.clock] : []))).not.toContain(
      'respond',
    );
  });
});

describe('a rejection for abuse', () => {
  const abuse: MoveCommand = { move: 'reject', reason: 'abuse', text: '恶意重复报警，已核实三次' };

  it('needs a second person, and the resident is not notified until then', () => {
    const scenario = received().when('2026-11-23 10:10', abuse, staff('officer', 'p-li'));
    expect(scenario.found?.status).toBe('received');
    expect(scenario.notified).toEqual(['decision-needed→chief']);
    expect(scenario.promise('respond')).toBe('2026-11-23 12:00 running');
    scenario.refuses('2026-11-23 10:11', abuse, staff('officer', 'p-li'), 'second-person-needed');
    scenario.when('2026-11-23 10:12', abuse, staff('chief'));
    expect(scenario.found?.status).toBe('rejected');
    expect(scenario.due).toBe('2026-11-30 10:12 end:window officer');
  });
});

describe('taking a report back', () => {
  it('ends an everyday case at once', () => {
    const scenario = received().when('2026-11-23 10:10', { move: 'withdraw' }, resident);
    expect(scenario.found?.status).toBe('withdrawn');
  });

  it('of a lost person only asks an officer, who has minutes to decide', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('lost-person'), resident)
      .when('2026-11-23 10:10', { move: 'withdraw' }, resident);
    expect(scenario.found?.status).toBe('received');
    expect(scenario.promise('withdrawal')).toBe('2026-11-23 10:15 running');
    scenario.when('2026-11-23 10:12', { move: 'keep-open', text: '请等我们当面确认老人安全' });
    expect(scenario.promise('withdrawal')).toBeUndefined();
  });
});

describe('a case that never closes by itself', () => {
  it('asks an officer at the end of the window, every day', () => {
    const found: MoveCommand = {
      move: 'resolve',
      outcome: 'found-safe',
      text: '老人已经安全到家，家属已确认',
    };
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('lost-person'), resident)
      .when('2026-11-23 10:02', reply(), staff('guard'))
      .when('2026-11-23 11:00', found)
      .refuses('2026-11-24 11:00', { move: 'close' }, staff('officer'), 'window-still-open')
      .tick('2026-11-30 11:00');
    expect(scenario.factNames).toEqual(['closing-asked']);
    expect(scenario.due).toBe('2026-12-01 11:00 end:window guard');
    scenario.tick(at('2026-11-30 11:00') + DAY).when('2026-12-01 12:00', { move: 'close' });
    expect(scenario.found?.status).toBe('closed');
  });
});

describe('a dispute', () => {
  it('stays open for its revisits after the window and closes with the last of them', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('dispute', { kind: 'noise' }), resident)
      .when('2026-11-23 11:00', reply())
      .when('2026-11-24 10:00', { move: 'resolve', outcome: 'settled', text: '双方已经达成口头协议' });
    const visited = (milestone: 'first-revisit' | 'second-revisit' | 'third-revisit') =>
      ({ move: 'reach-milestone', milestone, done: true }) as const;
    scenario.when('2026-12-01 09:00', visited('first-revisit')).tick('2026-12-01 10:00');
    expect(scenario.factNames).toEqual(['lapsed']);
    scenario.when('2026-12-20 09:00', visited('second-revisit'));
    expect(scenario.found?.status).toBe('resolved');
    scenario.when('2027-02-10 09:00', visited('third-revisit'));
    expect(scenario.found?.status).toBe('closed');
  });
});

describe('a locked fire door', () => {
  it('is re-inspected by somebody other than who reported it fixed, and a locked one is noticed again', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('hazard', { kind: 'locked-fire-door' }), resident)
      .when('2026-11-23 10:30', reply(), staff('guard', 'p-zhou'))
      .when('2026-11-23 11:00', { move: 'reach-milestone', milestone: 'notice-served', done: true });
    expect(scenario.promise('fixed')).toBe('2026-11-24 11:00 running');
    const fixed: MoveCommand = { move: 'reach-milestone', milestone: 'fixed', done: true };
    const inspected = (done: boolean): MoveCommand => ({
      move: 'reach-milestone',
      milestone: 're-inspected',
      done,
    });
    scenario
      .when('2026-11-24 09:00', fixed, staff('guard', 'p-zhou'))
      .refuses('2026-11-24 10:00', inspected(true), staff('guard', 'p-zhou'), 'second-person-needed')
      .when('2026-11-24 10:00', inspected(false), staff('officer', 'p-li'));
    expect(scenario.promise('notice-served')).toBe('2026-11-27 10:00 running');
  });
});

describe('an undelivered reply', () => {
  it('is not a response: the original promise runs again', () => {
    const scenario = received().when('2026-11-23 10:20', reply());
    const failed = {
      move: 'delivery-failed',
      delivery: '2#0',
      to: 'resident',
      kind: 'reply',
      reason: 'dead',
    } as const;
    scenario.when('2026-11-23 10:40', failed, { kind: 'system' });
    expect(scenario.promise('respond')).toBe('2026-11-23 12:00 running');
    expect(scenario.notified).toEqual(['undelivered→officer']);
    scenario.tick('2026-11-23 12:00');
    expect(scenario.notified).toContain('breach→officer');
  });
});

describe('what the lifecycle does not know', () => {
  it('is refused, naming from and to', () => {
    const decision = received().decide('2026-11-23 10:01', resolve, staff('officer'));
    expect(decision.refusal).toEqual({
      code: 'move-not-allowed',
      move: 'resolve',
      from: 'received',
      to: 'resolved',
    });
  });

  it('and what a role may not do is refused as not found', () => {
    received()
      .refuses('2026-11-23 10:01', { move: 'assign', to: 'p-li' as never }, staff('guard'), 'not-found')
      .refuses('2026-11-23 10:01', { move: 'note', text: 'x' }, resident, 'not-found')
      .refuses('2026-11-23 10:01', { move: 'withdraw' }, staff('chief'), 'not-found');
  });
});

import { describe, expect, it } from 'vitest';
import type { OpenCase } from '../../../shared/cases/case.ts';
import { type Clock, type MilestoneKind, milestoneKinds } from '../../../shared/cases/clock-kinds.ts';
import type { MoveCommand, SystemCommand } from '../../../shared/cases/command.ts';
import { MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { personId } from '../../../shared/engine/scope.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const reply = { move: 'reply', text: '我们已经看过监控，今天下午给您答复' } as const;
const askResident = { move: 'ask-resident', text: '请问手机是什么颜色' } as const;
const assign = { move: 'assign', to: personId('p-li') } as const;
const abuse: MoveCommand = { move: 'reject', reason: 'abuse', text: '恶意重复报警，已核实三次' };
const received = (more = {}) =>
  new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }, more), resident);

describe('a promise to the resident that is broken', () => {
  const told = (scenario: Scenario) => scenario.notified.filter((one) => one.startsWith('broken-promise'));
  const late = (more = {}) => received(more).tick('2026-11-23 10:30').tick('2026-11-23 12:00');

  it('is told to them once, whatever levels follow', () => {
    const scenario = late();
    expect(scenario.messages).toContainEqual({ to: 'resident', kind: 'broken-promise', clock: 'respond' });
    const levels: string[] = [];
    for (const time of ['2026-11-23 12:30', '2026-11-23 13:00', '2026-11-23 15:00', '2026-11-23 17:00']) {
      scenario.tick(time);
      levels.push(...scenario.notified.filter((one) => one.startsWith('level')));
      expect(told(scenario)).toEqual([]);
    }
    expect(levels.length).toBeGreaterThan(1);
  });

  it('is not told a millisecond before, nor when it was kept', () => {
    expect(told(received().tick(at('2026-11-23 12:00') - 1))).toEqual([]);
    expect(told(received().when('2026-11-23 11:59', reply).tick('2026-11-23 12:00'))).toEqual([]);
  });

  it('is not told again after a late reply that reached nobody, but where a reply in time did not', () => {
    const undelivered: SystemCommand = {
      move: 'delivery-failed',
      delivery: '2#0',
      to: 'resident',
      kind: 'reply',
      reason: 'dead',
    };
    const system = { kind: 'system' } as const;
    const again = late().when('2026-11-23 12:05', reply).when('2026-11-23 12:10', undelivered, system);
    again.tick('2026-11-23 12:11');
    expect(again.factNames).toContain('breached');
    expect(told(again)).toEqual([]);
    const first = received().when('2026-11-23 11:59', reply).when('2026-11-23 12:10', undelivered, system);
    expect(told(first.tick('2026-11-23 12:11'))).toHaveLength(1);
    const later = { move: 'extend', clock: 'respond', promiseAt: at('2026-11-23 14:00') } as const;
    again.when('2026-11-23 12:20', { ...later, text: '还在等鉴定结果' }).tick('2026-11-23 14:00');
    expect(told(again)).toHaveLength(1);
  });

  it('is told to nobody who wants no messages, or cannot be reached', () => {
    expect(told(late({ noticesBy: 'none' }))).toEqual([]);
    expect(told(late({ reachable: false }))).toEqual([]);
  });

  it('is none where only nobody has looked yet, which the page says', () => {
    const scenario = received().tick('2026-11-23 10:30');
    expect(scenario.facts).toContainEqual(
      expect.objectContaining({ fact: 'breached', clock: 'acknowledge' }),
    );
    expect(told(scenario)).toEqual([]);
  });
});

describe('a reminder', () => {
  it('comes once at half and once at four fifths, and not a millisecond before', () => {
    const scenario = received().tick(at('2026-11-23 10:15') - 1);
    expect(scenario.factNames).toEqual([]);
    scenario.tick('2026-11-23 10:15');
    expect(scenario.facts).toMatchObject([{ fact: 'reminded', clock: 'acknowledge', skipped: 0 }]);
    expect(scenario.messages).toEqual([{ to: 'officer', kind: 'reminder', clock: 'acknowledge' }]);
    scenario.tick('2026-11-23 10:24');
    expect(scenario.facts).toMatchObject([{ fact: 'reminded', clock: 'acknowledge', skipped: 0 }]);
    expect(scenario.due).toBe('2026-11-23 10:30 end:acknowledge officer');
  });

  it('that passed with another one is skipped', () => {
    const scenario = received().tick('2026-11-23 10:25');
    expect(scenario.facts).toMatchObject([{ fact: 'reminded', clock: 'acknowledge', skipped: 1 }]);
  });

  it('goes to the person to whom the case was assigned', () => {
    const scenario = received().when('2026-11-23 10:05', assign).tick('2026-11-23 11:00');
    expect(scenario.messages).toEqual([
      { to: 'assignee', person: 'p-li', kind: 'reminder', clock: 'respond' },
    ]);
  });

  it('of a third party’s time goes to the person who asked them', () => {
    const scenario = received()
      .when('2026-11-23 10:05', reply)
      .when('2026-11-23 10:10', { move: 'await-third-party', text: '物业调监控' })
      .when('2026-11-23 10:11', { move: 'reach-milestone', milestone: 'footage-kept', done: true });
    expect(scenario.due).toBe('2026-11-24 16:10 remind:third-party third-party');
    scenario.tick('2026-11-24 16:10');
    expect(scenario.notified).toEqual(['reminder→officer']);
  });

  it('of a second person’s signature goes to the chief', () => {
    const scenario = received().when('2026-11-23 10:10', abuse).tick('2026-11-23 16:10');
    expect(scenario.messages).toContainEqual({ to: 'chief', kind: 'reminder', clock: 'sign-off' });
  });

  it('of a question goes to the resident, and is taken unsent where there is no way to reach them', () => {
    const asked = (reachable: boolean) =>
      received({ reachable })
        .when('2026-11-23 10:05', reply)
        .when('2026-11-23 10:06', { move: 'reach-milestone', milestone: 'footage-kept', done: true })
        .when('2026-11-23 10:10', askResident)
        .tick('2026-11-26 22:10');
    expect(asked(true).notified).toEqual(['nudge→resident']);
    expect(asked(false).notified).toEqual([]);
    expect(asked(false).factNames).toEqual(['reminded']);
    expect(asked(false).due).toMatch(/remind:resident-answer resident$/);
  });

  it('of a promise to the resident is sent whether or not the resident can be reached', () => {
    expect(received({ reachable: false }).tick('2026-11-23 10:15').notified).toEqual(['reminder→officer']);
  });
});

describe('a broken promise', () => {
  it('says how many of its reminders were folded into it', () => {
    const broken = (scenario: Scenario) => scenario.tick('2026-11-23 10:30').facts[0];
    expect(broken(received())).toMatchObject({ fact: 'breached', skippedReminders: 2 });
    expect(broken(received().tick('2026-11-23 10:15'))).toMatchObject({ skippedReminders: 1 });
    expect(broken(received().tick('2026-11-23 10:25'))).toMatchObject({ skippedReminders: 0 });
  });

  it('notifies the person to whom the case was assigned', () => {
    const scenario = received().when('2026-11-23 10:05', assign).tick('2026-11-23 12:00');
    expect(scenario.messages).toContainEqual({
      to: 'assignee',
      person: 'p-li',
      kind: 'breach',
      clock: 'respond',
    });
  });

  it('notifies the chief when the chief had to sign, and the officer when a third party was late', () => {
    const unsigned = received().when('2026-11-23 10:10', abuse).tick('2026-11-24 10:10');
    expect(unsigned.messages).toContainEqual({ to: 'chief', kind: 'breach', clock: 'sign-off' });
    const waited = received()
      .when('2026-11-23 10:05', reply)
      .when('2026-11-23 10:10', { move: 'await-third-party', text: '物业调监控' })
      .tick('2026-11-26 10:10');
    expect(waited.messages).toContainEqual({ to: 'officer', kind: 'breach', clock: 'third-party' });
  });
});

describe('an appointment that nobody reports on', () => {
  it('is broken half an hour after it, and the case’s own promise runs on from there', () => {
    const scenario = received()
      .when('2026-11-23 10:05', reply)
      .when('2026-11-23 11:00', { move: 'schedule', at: at('2026-11-23 16:30') });
    expect(scenario.promise('resolve')).toBe('2026-11-30 10:00 paused');
    scenario.tick(at('2026-11-23 17:00') - 1);
    expect(scenario.promise('appointment')).toBe('2026-11-23 17:00 running');
    scenario.tick('2026-11-23 17:00');
    expect(scenario.promise('appointment')).toBe('2026-11-23 17:00 breached');
    expect(scenario.promise('resolve')).toBe('2026-11-30 16:00 running');
  });
});

describe('a question that the resident does not answer', () => {
  it('leads back to work, and says to whom it was assigned what there is to decide', () => {
    const scenario = received()
      .when('2026-11-23 10:05', assign)
      .when('2026-11-23 10:06', reply)
      .when('2026-11-23 10:10', askResident)
      .tick('2026-11-30 10:10');
    expect(scenario.factNames).toContain('lapsed');
    expect(scenario.found).toMatchObject({ status: 'in-progress' });
    expect(scenario.found?.windowOver).toBeUndefined();
    expect(scenario.messages).toContainEqual({
      to: 'assignee',
      person: 'p-li',
      kind: 'decision-needed',
      clock: 'resident-answer',
    });
  });
});

describe('a date that is only announced', () => {
  it('is announced once, and starts no escalation', () => {
    const scenario = received({ occurredAt: at('2026-11-01 10:00') })
      .when('2026-11-23 10:05', reply)
      .when('2026-11-23 10:06', { move: 'reach-milestone', milestone: 'footage-kept', done: true })
      .when('2026-11-23 10:10', { move: 'await-third-party', text: '请等', until: at('2026-12-20 10:00') })
      .when('2026-11-29 10:00', reply)
      .tick('2026-12-01 10:00');
    expect(scenario.factNames).toEqual(['lapsed']);
    expect(scenario.messages).toEqual([{ to: 'officer', kind: 'decision-needed', clock: 'footage-expiry' }]);
    expect(scenario.promise('footage-expiry')).toBeUndefined();
    expect(scenario.found?.escalation).toBeUndefined();
    expect(scenario.tick('2026-12-01 10:01').factNames).toEqual([]);
  });
});

describe('the end of the window', () => {
  it('closes the case, and leaves only what was kept of its promises', () => {
    const scenario = received()
      .when('2026-11-23 10:05', reply)
      .when('2026-11-23 16:00', {
        move: 'resolve',
        outcome: 'returned',
        text: '手机已经找到，请到警务室来取',
      })
      .tick('2026-11-30 16:00');
    expect(scenario.factNames).toEqual(['closed']);
    expect(scenario.found?.clocks.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
      'acknowledge met',
      'resolve met',
      'respond met',
    ]);
  });

  it('asks who is responsible where only a person may close, naming no clock', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('lost-person'), resident)
      .when('2026-11-23 10:02', reply, staff('guard'))
      .when('2026-11-23 11:00', {
        move: 'resolve',
        outcome: 'found-safe',
        text: '老人已经安全到家，家属已确认',
      })
      .tick('2026-11-30 11:00');
    expect(scenario.messages).toEqual([{ to: 'guard', kind: 'decision-needed' }]);
  });
});

describe('a case that a defect left without any step', () => {
  const forgotten = () => {
    const scenario = received().when('2026-11-23 10:05', reply);
    scenario.found = { ...(scenario.found as OpenCase), clocks: [] };
    return scenario.when('2026-11-23 10:10', { move: 'note', text: '已联系物业' }, staff('guard'));
  };

  it('stays open and is put before an officer a day later, and every day after that', () => {
    const scenario = forgotten();
    expect(scenario.found?.status).toBe('in-progress');
    expect(scenario.due).toBe('2026-11-24 10:10 review officer');
    expect(scenario.decide(at('2026-11-24 10:10') - 1, { move: 'tick' }, { kind: 'clock' }).facts).toEqual(
      [],
    );
    scenario.tick('2026-11-24 10:10');
    expect(scenario.facts).toEqual([
      { fact: 'reviewed', messages: [{ to: 'officer', kind: 'decision-needed' }] },
    ]);
    expect(scenario.due).toBe('2026-11-25 10:10 review officer');
  });

  it('is not asked about where a step was due after all', () => {
    const scenario = received();
    scenario.found = { ...(scenario.found as OpenCase), dueAt: at('2026-11-23 10:00'), dueKind: 'review' };
    expect(scenario.tick('2026-11-23 10:15').factNames).toEqual(['reminded']);
  });

  it('is not asked about by a tick that only came early', () => {
    expect(received().tick('2026-11-23 10:14').factNames).toEqual([]);
  });
});

describe('more than one commit can hold', () => {
  it('is taken twelve steps at a time, the rest with the next tick', () => {
    const promiseAt = at('2026-11-23 10:10');
    const clockOf = (kind: MilestoneKind): Clock => ({
      kind,
      calendar: 'always',
      startedAt: at('2026-11-23 10:00'),
      remindAt: [],
      reminded: 0,
      promiseAt,
      state: 'running',
    });
    const scenario = new Scenario().when('2026-11-23 10:00', report('delivery'), resident);
    scenario.found = { ...(scenario.found as OpenCase), clocks: milestoneKinds.slice(0, 13).map(clockOf) };
    expect(scenario.tick(promiseAt).facts).toHaveLength(12);
    expect(scenario.found?.dueAt).toBe(promiseAt);
    expect(scenario.tick(promiseAt + MINUTE).factNames).toEqual(['breached']);
  });
});

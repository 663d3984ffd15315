import { describe, expect, it } from 'vitest';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import type { Milestone, Policy } from '../../../shared/policies/policy.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const text = '我们已经看过监控，今天下午给您答复';
const reply = { move: 'reply', text } as const;
const bag = () => new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);
const clocksOf = (scenario: Scenario) => scenario.found?.clocks.map(({ kind }) => kind).toSorted();

describe('a resident who did not answer is an officer’s to decide', () => {
  const silent = () =>
    bag()
      .when('2026-11-23 11:00', reply)
      .when('2026-11-24 11:00', { move: 'ask-resident', text })
      .tick('2026-12-01 11:00');

  const decisions: readonly MoveCommand[] = [
    reply,
    { move: 'ask-resident', text },
    { move: 'extend', clock: 'resolve', promiseAt: at('2026-12-20 10:00'), text },
    { move: 'resolve', outcome: 'kept-for-owner', text },
  ];

  it.each(decisions)('$move decides it', (command) => {
    expect(silent().when('2026-12-01 15:00', command).promise('decision')).toBeUndefined();
  });

  it.each([
    { move: 'note', text },
    { move: 'assign', to: 'p-li' as never },
  ] as const)('$move leaves it to be decided', (command) => {
    const scenario = silent().when('2026-12-01 15:00', command);
    expect(scenario.promise('decision')).toBe('2026-12-02 11:00 running');
  });

  it('and words of the resident leave it too', () => {
    const scenario = silent().when('2026-12-01 15:00', { move: 'add-message', text }, resident);
    expect(scenario.promise('decision')).toBe('2026-12-02 11:00 running');
  });
});

describe('the check on a lost person', () => {
  const lost = () =>
    new Scenario()
      .when('2026-11-23 10:00', report('lost-person'), resident)
      .when('2026-11-23 10:01', { move: 'acknowledge' }, staff('guard'));

  it('begins when somebody has acknowledged it, and again with every sign of work', () => {
    const scenario = lost();
    expect(scenario.promise('action-check')).toBe('2026-11-23 10:16 running');
    scenario.when('2026-11-23 10:10', { move: 'note', text }, staff('guard'));
    expect(scenario.promise('action-check')).toBe('2026-11-23 10:25 running');
    scenario.when('2026-11-23 10:20', reply, staff('guard'));
    expect(scenario.promise('action-check')).toBe('2026-11-23 10:35 running');
  });

  it('begins again when it was missed and somebody is at work after all', () => {
    const scenario = lost().when('2026-11-23 10:02', reply, staff('guard')).tick('2026-11-23 10:17');
    expect(scenario.promise('action-check')).toBe('2026-11-23 10:17 breached');
    scenario.when('2026-11-23 10:18', { move: 'note', text }, staff('guard'));
    expect(scenario.promise('action-check')).toBe('2026-11-23 10:33 running');
  });

  it('begins again when the check itself is kept', () => {
    const checked = { move: 'reach-milestone', milestone: 'action-check', done: true } as const;
    const scenario = lost().when('2026-11-23 10:10', checked, staff('guard'));
    expect(scenario.promise('action-check')).toBe('2026-11-23 10:25 running');
  });

  it('is not put off by acknowledging the escalation, since that does not mean that somebody went', () => {
    const scenario = lost().tick('2026-11-23 10:05');
    scenario.when('2026-11-23 10:06', { move: 'acknowledge-escalation' }, staff('guard'));
    expect(scenario.promise('action-check')).toBe('2026-11-23 10:16 running');
  });

  it('ends with the search, and a later note does not begin it', () => {
    const scenario = lost()
      .when('2026-11-23 10:02', reply, staff('guard'))
      .when('2026-11-23 11:00', { move: 'resolve', outcome: 'found-safe', text })
      .when('2026-11-23 11:30', { move: 'note', text });
    expect(clocksOf(scenario)).toEqual(['acknowledge', 'respond', 'window']);
  });

  it('is also acknowledged when somebody acknowledges the running escalation', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('lost-person'), resident)
      .when('2026-11-23 10:02', { move: 'acknowledge' }, staff('guard'));
    expect(scenario.found?.escalation).toMatchObject({ acting: true, nextAt: at('2026-11-23 10:07') });
    const started = new Scenario()
      .when('2026-11-23 10:00', report('lost-person'), resident)
      .when('2026-11-23 10:01', { move: 'start' }, staff('guard'));
    expect(started.found?.escalation).toMatchObject({ acting: true, nextAt: at('2026-11-23 10:06') });
  });
});

describe('clocks that the first reply starts', () => {
  it('are not restarted by the next reply', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('fraud', { paid: 'earlier' }), resident)
      .when('2026-11-23 10:10', reply)
      .when('2026-11-23 12:00', reply);
    expect(scenario.promise('care-call')).toBe('2026-11-24 10:10 running');
    expect(scenario.promise('update')).toBe('2026-11-30 12:00 running');
    expect(clocksOf(scenario)).toEqual([
      'acknowledge',
      'care-call',
      'resolve',
      'respond',
      'update',
      'warning-draft',
    ]);
  });
});

describe('the promise to update', () => {
  it('stays paused while the resident is asked, counted from the last words', () => {
    const scenario = bag()
      .when('2026-11-23 11:00', reply)
      .when('2026-11-23 12:00', { move: 'ask-resident', text })
      .when('2026-11-24 12:00', reply);
    expect(scenario.promise('update')).toBe('2026-12-01 12:00 paused');
  });

  it('runs on while others are waited for', () => {
    const scenario = bag()
      .when('2026-11-23 11:00', reply)
      .when('2026-11-23 12:00', { move: 'await-third-party', text, until: at('2026-11-26 18:00') })
      .when('2026-11-24 12:00', reply);
    expect(scenario.promise('update')).toBe('2026-12-01 12:00 running');
    expect(scenario.promise('third-party')).toBe('2026-11-26 18:00 running');
  });

  const ends: Readonly<Record<string, readonly [before: MoveCommand[], last: MoveCommand]>> = {
    resolved: [[reply], { move: 'resolve', outcome: 'returned', text }],
    'not-resolved': [[reply], { move: 'not-resolve', reason: 'other', text }],
    rejected: [[], { move: 'reject', reason: 'not-a-case', text }],
    transferred: [[], { move: 'transfer', to: '110', ref: 'A-1', text }],
  };

  it.each(Object.entries(ends))('is over for what is %s, also after more words', (status, [before, last]) => {
    const scenario = bag();
    for (const command of before) scenario.when('2026-11-23 10:30', command);
    scenario.when('2026-11-23 11:00', last).when('2026-11-23 12:00', reply);
    expect(scenario.found?.status).toBe(status);
    expect(scenario.promise('update')).toBeUndefined();
  });
});

describe('others who are waited for', () => {
  const until = (moment: string): MoveCommand => ({ move: 'await-third-party', text, until: at(moment) });

  it('have time until a date that lies ahead, and thirty days at most', () => {
    const refusal = (moment: string) =>
      bag().when('2026-11-23 11:00', reply).decide('2026-11-23 12:00', until(moment), staff('officer'))
        .refusal;
    expect(refusal('2026-11-23 12:00')).toEqual({ code: 'not-later', clock: 'third-party' });
    expect(refusal('2026-11-23 12:01')).toBeUndefined();
    expect(refusal('2026-12-23 12:00')).toBeUndefined();
    expect(refusal('2026-12-23 12:01')).toEqual({ code: 'too-far-ahead', daysMax: 30 });
  });

  it('and an appointment lies ahead too', () => {
    const refusal = bag()
      .when('2026-11-23 11:00', reply)
      .decide('2026-11-23 12:00', { move: 'schedule', at: at('2026-11-23 12:00') }, staff('officer')).refusal;
    expect(refusal).toEqual({ code: 'not-later', clock: 'appointment' });
  });
});

describe('a date that a station’s own policy lets a move keep', () => {
  const { hazard } = standardPolicy.types;
  const keptByNote = (milestone: Milestone): Milestone =>
    milestone.kind === 'notice-served' ? { ...milestone, metBy: ['note'] } : milestone;
  const policy: Policy = {
    ...standardPolicy,
    types: {
      ...standardPolicy.types,
      hazard: { ...hazard, milestones: hazard.milestones.map(keptByNote) },
    },
  };

  it('is kept once, by the person who made the move', () => {
    const scenario = new Scenario(policy)
      .when('2026-11-23 10:00', report('hazard', { kind: 'clutter' }), resident)
      .when('2026-11-23 10:05', { move: 'note', text }, staff('guard', 'p-qian'));
    expect(scenario.promise('notice-served')).toBeUndefined();
    scenario
      .when('2026-11-23 10:30', reply)
      .when('2026-11-23 11:00', { move: 'note', text }, staff('guard', 'p-zhou'))
      .when('2026-11-23 12:00', { move: 'note', text }, staff('officer', 'p-li'));
    const served = scenario.found?.clocks.find(({ kind }) => kind === 'notice-served');
    expect(served).toMatchObject({ state: 'met', metBy: 'p-zhou' });
  });
});

it('a case whose last date is kept after its window is closed by that, and says so', () => {
  const visited = (milestone: 'first-revisit' | 'second-revisit' | 'third-revisit'): MoveCommand => ({
    move: 'reach-milestone',
    milestone,
    done: true,
  });
  const scenario = new Scenario()
    .when('2026-11-23 10:00', report('dispute', { kind: 'noise' }), resident)
    .when('2026-11-23 11:00', reply)
    .when('2026-11-24 10:00', { move: 'resolve', outcome: 'settled', text })
    .tick('2026-12-01 10:00')
    .when('2026-12-02 09:00', visited('first-revisit'))
    .when('2026-12-20 09:00', visited('second-revisit'))
    .when('2027-02-10 09:00', visited('third-revisit'));
  expect(scenario.factNames).toEqual(['milestone-reached', 'closed']);
  expect(scenario.found?.escalation).toBeUndefined();
});

describe('the second look at a fixed door', () => {
  it('may be made by the chief if the station has nobody else', () => {
    const reach = (milestone: 'notice-served' | 'fixed' | 're-inspected'): MoveCommand => ({
      move: 'reach-milestone',
      milestone,
      done: true,
    });
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('hazard', { kind: 'locked-fire-door' }), resident)
      .when('2026-11-23 10:30', reply, staff('chief'))
      .when('2026-11-23 11:00', reach('notice-served'), staff('chief'))
      .when('2026-11-24 09:00', reach('fixed'), staff('chief'))
      .when('2026-11-24 10:00', reach('re-inspected'), staff('chief'));
    expect(scenario.promise('re-inspected')).toMatch(/met$/);
  });
});

import { describe, expect, it } from 'vitest';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const reply = { move: 'reply', text: '我们已经看过监控，今天下午给您答复' } as const;
const words = '已经交给有关单位处理，请放心';
const transfer: MoveCommand = { move: 'transfer', to: 'court', ref: '482', text: words };
const resolve: MoveCommand = { move: 'resolve', outcome: 'returned', text: words };
const footageKept = { move: 'reach-milestone', milestone: 'footage-kept', done: true } as const;
const received = () =>
  new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);

/** The clocks that the case still has, with their states: `respond met`. */
const clocks = ({ found }: Scenario) => found?.clocks.map(({ kind, state }) => `${kind} ${state}`).toSorted();

describe('a case handed over', () => {
  it('waits only for the receiver; the answer to the resident meets the first promises', () => {
    const scenario = received().when('2026-11-23 10:10', transfer);
    expect(clocks(scenario)).toEqual(['acknowledge met', 'handover running', 'respond met']);
    expect(scenario.promise('handover')).toBe('2026-11-24 10:10 running');
    expect(scenario.due).toBe('2026-11-23 18:10 remind:handover officer');
    expect(scenario.found?.outcome).toBe('court');
  });

  it('is followed up within the hour where it is urgent', () => {
    const scenario = new Scenario()
      .when('2026-11-23 02:10', report('lost-person'), resident)
      .when('2026-11-23 02:12', { move: 'transfer', to: '110', ref: '482', text: words });
    expect(scenario.promise('handover')).toBe('2026-11-23 03:12 running');
    expect(scenario.due).toBe('2026-11-23 02:42 remind:handover guard');
  });

  it('ends with the receiver’s word and keeps only what was met', () => {
    const scenario = received()
      .when('2026-11-23 10:10', transfer)
      .when('2026-11-23 11:00', { move: 'confirm-handover' });
    expect(scenario.found?.status).toBe('closed');
    expect(clocks(scenario)).toEqual(['acknowledge met', 'respond met']);
  });
});

describe('a case answered', () => {
  it('keeps what was met and drops dates that were only for the work', () => {
    const scenario = received().when('2026-11-23 10:20', reply).when('2026-11-23 11:00', footageKept);
    scenario.when('2026-11-23 16:00', resolve);
    expect(clocks(scenario)).toEqual([
      'acknowledge met',
      'footage-kept met',
      'resolve met',
      'respond met',
      'window running',
    ]);
  });

  it('is no longer asked whether it may be taken back', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('lost-person'), resident)
      .when('2026-11-23 10:02', reply, staff('guard'))
      .when('2026-11-23 10:10', { move: 'withdraw' }, resident)
      .when('2026-11-23 10:11', { move: 'resolve', outcome: 'found-safe', text: words });
    expect(scenario.promise('withdrawal')).toBeUndefined();
  });

  it.each<[MoveCommand, string]>([
    [resolve, 'returned'],
    [{ move: 'not-resolve', reason: 'no-evidence', text: words }, 'no-evidence'],
  ])('says how: %j', (move, outcome) => {
    const scenario = received().when('2026-11-23 10:20', reply).when('2026-11-23 16:00', move);
    expect(scenario.found?.outcome).toBe(outcome);
  });

  it('says why it was rejected', () => {
    const scenario = received().when('2026-11-23 10:20', {
      move: 'reject',
      reason: 'outside-the-estate',
      text: words,
    });
    expect(scenario.found?.outcome).toBe('outside-the-estate');
  });

  it('keeps how it was rated', () => {
    const scenario = received()
      .when('2026-11-23 10:20', reply)
      .when('2026-11-23 16:00', resolve)
      .when('2026-11-23 17:00', { move: 'rate', rating: 'mostly-satisfied' }, resident);
    expect(scenario.found?.rating).toBe('mostly-satisfied');
  });
});

describe('a case reopened', () => {
  it('has its window, its outcome and its unkept dates behind it', () => {
    const scenario = received()
      .when('2026-11-23 10:20', reply)
      .when('2026-11-23 16:00', resolve)
      .when('2026-11-24 09:00', { move: 'reopen' }, resident);
    expect(clocks(scenario)).toEqual(['acknowledge met', 'resolve running', 'respond running']);
    expect(scenario.found).not.toHaveProperty('outcome');
  });
});

describe('a case that has ended', () => {
  it('keeps only what was met', () => {
    const scenario = received().when('2026-11-23 10:10', { move: 'acknowledge' });
    scenario.when('2026-11-23 10:20', { move: 'withdraw' }, resident);
    expect(clocks(scenario)).toEqual(['acknowledge met']);
  });

  it('ended when it ended, whatever is said afterwards', () => {
    const scenario = received().when('2026-11-23 10:20', reply).when('2026-11-23 16:00', resolve);
    scenario.tick('2026-11-30 16:00');
    scenario.when('2026-12-01 09:00', { move: 'rate', rating: 'satisfied' }, resident);
    expect(scenario.found?.endedAt).toBe(at('2026-11-30 16:00'));
  });

  it('after its window and its revisits does not end a second time when it is rated', () => {
    const scenario = new Scenario()
      .when('2026-11-23 10:00', report('dispute', { kind: 'noise' }), resident)
      .when('2026-11-23 11:00', reply)
      .when('2026-11-24 10:00', { move: 'resolve', outcome: 'settled', text: words });
    for (const milestone of ['first-revisit', 'second-revisit'] as const) {
      scenario.when('2026-11-30 10:00', { move: 'reach-milestone', milestone, done: true });
    }
    scenario.tick('2026-12-01 10:00');
    expect(scenario.found).toMatchObject({ status: 'resolved', windowOver: true });
    scenario.when('2026-12-02 10:00', { move: 'reach-milestone', milestone: 'third-revisit', done: true });
    expect(scenario.factNames).toEqual(['milestone-reached', 'closed']);
    scenario.when('2026-12-02 11:00', { move: 'rate', rating: 'satisfied' }, resident);
    expect(scenario.factNames).toEqual(['rated']);
  });
});

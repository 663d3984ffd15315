import { describe, expect, it } from 'vitest';
import type { MoveCommand } from '../../shared/domain/command.ts';
import { report, resident, Story, staff } from './story.ts';
import { at } from './wall-clock.ts';

const reply = { move: 'reply', text: '我们已经看过监控，今天下午给您答复' } as const;
const words = '已经交给有关单位处理，请放心';
const transfer: MoveCommand = { move: 'transfer', to: 'court', ref: '482', text: words };
const resolve: MoveCommand = { move: 'resolve', outcome: 'returned', text: words };
const footageKept = { move: 'reach-milestone', milestone: 'footage-kept', done: true } as const;
const received = () => new Story().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);

/** What is left of the promises: `respond met`. */
const clocks = ({ found }: Story) => found?.clocks.map(({ kind, state }) => `${kind} ${state}`).toSorted();

describe('a matter handed over', () => {
  it('waits for the receiver alone; what was said meets the first promises', () => {
    const story = received().when('2026-11-23 10:10', transfer);
    expect(clocks(story)).toEqual(['acknowledge met', 'handover running', 'respond met']);
    expect(story.promise('handover')).toBe('2026-11-24 10:10 running');
    expect(story.due).toBe('2026-11-23 18:10 remind:handover officer');
    expect(story.found?.outcome).toBe('court');
  });

  it('is followed up within the hour where it is urgent', () => {
    const story = new Story()
      .when('2026-11-23 02:10', report('lost-person'), resident)
      .when('2026-11-23 02:12', { move: 'transfer', to: '110', ref: '482', text: words });
    expect(story.promise('handover')).toBe('2026-11-23 03:12 running');
    expect(story.due).toBe('2026-11-23 02:42 remind:handover guard');
  });

  it('ends with the receiver’s word and keeps only what was met', () => {
    const story = received()
      .when('2026-11-23 10:10', transfer)
      .when('2026-11-23 11:00', { move: 'confirm-handover' });
    expect(story.found?.status).toBe('closed');
    expect(clocks(story)).toEqual(['acknowledge met', 'respond met']);
  });
});

describe('a matter answered', () => {
  it('keeps what was met, and lets go of dates that were only for the work', () => {
    const story = received().when('2026-11-23 10:20', reply).when('2026-11-23 11:00', footageKept);
    story.when('2026-11-23 16:00', resolve);
    expect(clocks(story)).toEqual([
      'acknowledge met',
      'footage-kept met',
      'resolve met',
      'respond met',
      'window running',
    ]);
  });

  it('is no longer asked whether it may be taken back', () => {
    const story = new Story()
      .when('2026-11-23 10:00', report('lost-person'), resident)
      .when('2026-11-23 10:02', reply, staff('guard'))
      .when('2026-11-23 10:10', { move: 'withdraw' }, resident)
      .when('2026-11-23 10:11', { move: 'resolve', outcome: 'found-safe', text: words });
    expect(story.promise('withdrawal')).toBeUndefined();
  });

  it.each<[MoveCommand, string]>([
    [resolve, 'returned'],
    [{ move: 'not-resolve', reason: 'no-evidence', text: words }, 'no-evidence'],
  ])('says how: %j', (move, outcome) => {
    const story = received().when('2026-11-23 10:20', reply).when('2026-11-23 16:00', move);
    expect(story.found?.outcome).toBe(outcome);
  });

  it('says why it was rejected', () => {
    const story = received().when('2026-11-23 10:20', {
      move: 'reject',
      reason: 'outside-the-estate',
      text: words,
    });
    expect(story.found?.outcome).toBe('outside-the-estate');
  });

  it('keeps how it was rated', () => {
    const story = received()
      .when('2026-11-23 10:20', reply)
      .when('2026-11-23 16:00', resolve)
      .when('2026-11-23 17:00', { move: 'rate', rating: 'mostly-satisfied' }, resident);
    expect(story.found?.rating).toBe('mostly-satisfied');
  });
});

describe('a matter reopened', () => {
  it('has its window, its outcome and its unkept dates behind it', () => {
    const story = received()
      .when('2026-11-23 10:20', reply)
      .when('2026-11-23 16:00', resolve)
      .when('2026-11-24 09:00', { move: 'reopen' }, resident);
    expect(clocks(story)).toEqual(['acknowledge met', 'resolve running', 'respond running']);
    expect(story.found).not.toHaveProperty('outcome');
  });
});

describe('a matter that has ended', () => {
  it('keeps only what was met', () => {
    const story = received().when('2026-11-23 10:10', { move: 'acknowledge' });
    story.when('2026-11-23 10:20', { move: 'withdraw' }, resident);
    expect(clocks(story)).toEqual(['acknowledge met']);
  });

  it('ended when it ended, whatever is said afterwards', () => {
    const story = received().when('2026-11-23 10:20', reply).when('2026-11-23 16:00', resolve);
    story.tick('2026-11-30 16:00');
    story.when('2026-12-01 09:00', { move: 'rate', rating: 'satisfied' }, resident);
    expect(story.found?.endedAt).toBe(at('2026-11-30 16:00'));
  });

  it('after its window and its revisits does not end a second time when it is rated', () => {
    const story = new Story()
      .when('2026-11-23 10:00', report('dispute', { kind: 'noise' }), resident)
      .when('2026-11-23 11:00', reply)
      .when('2026-11-24 10:00', { move: 'resolve', outcome: 'settled', text: words });
    for (const milestone of ['first-revisit', 'second-revisit'] as const) {
      story.when('2026-11-30 10:00', { move: 'reach-milestone', milestone, done: true });
    }
    story.tick('2026-12-01 10:00');
    expect(story.found).toMatchObject({ status: 'resolved', windowOver: true });
    story.when('2026-12-02 10:00', { move: 'reach-milestone', milestone: 'third-revisit', done: true });
    expect(story.happened).toEqual(['milestone-reached', 'closed']);
    story.when('2026-12-02 11:00', { move: 'rate', rating: 'satisfied' }, resident);
    expect(story.happened).toEqual(['rated']);
  });
});

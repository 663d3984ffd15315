import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../shared/domain/instant.ts';
import { report, resident, Story, staff } from './story.ts';
import { at, wall } from './wall-clock.ts';

/** Ticks every minute of a span and notes who was told when. */
function minutes(story: Story, from: string, count: number): string[] {
  const heard: string[] = [];
  for (let minute = 1; minute <= count; minute += 1) {
    const now = at(from) + minute * MINUTE;
    story.tick(now);
    heard.push(...story.told.map((line) => `${wall(now).slice(11, 16)} ${line}`));
  }
  return heard;
}

describe('a lost person whom nobody touches', () => {
  it('is told to guards at once, then climbs at 5, 10, 15 and 30 minutes', () => {
    const story = new Story().when('2026-11-23 02:10', report('lost-person'), resident);
    expect(story.told).toEqual(['alert→guard', 'receipt→resident']);
    expect(minutes(story, '2026-11-23 02:10', 31)).toEqual([
      '02:13 breach→guard',
      '02:15 rung→guard',
      '02:20 rung→officer',
      '02:25 rung→chief',
      '02:40 rung→district',
    ]);
  });

  it('repeats at the top until somebody acts', () => {
    const story = new Story().when('2026-11-23 02:10', report('lost-person'), resident);
    minutes(story, '2026-11-23 02:10', 31);
    story.tick('2026-11-23 02:55');
    expect(story.told).toEqual(['rung→district']);
    story.tick('2026-11-23 03:10');
    expect(story.facts[0]).toMatchObject({ fact: 'rung-reached', rung: 4, repeats: 1 });
    expect(story.told).toEqual(['rung→district', 'reminder→guard']);
  });

  it('after an outage tells each addressee once, at the highest rung, and records the skipped ones', () => {
    const story = new Story().when('2026-11-23 02:10', report('lost-person'), resident);
    story.tick('2026-11-24 14:10');
    expect(story.told.toSorted()).toEqual(['breach→guard', 'rung→district']);
    expect(story.facts.filter(({ fact }) => fact === 'rung-reached')).toMatchObject([
      { rung: 4, party: 'district', skipped: [1, 2, 3] },
    ]);
    story.tick('2026-11-24 14:10');
    expect(story.happened).toEqual([]);
  });
});

describe('an acknowledgement', () => {
  it('stops the climb, and silence after it climbs again from the next rung', () => {
    const story = new Story()
      .when('2026-11-23 02:10', report('lost-person'), resident)
      .tick('2026-11-23 02:13')
      .tick('2026-11-23 02:15')
      .tick('2026-11-23 02:20')
      .when('2026-11-23 02:21', { move: 'acknowledge-rung' });
    expect(story.due).toBe('2026-11-23 02:26 action officer');
    story.tick('2026-11-23 02:25');
    expect(story.happened).toEqual([]);
    story.tick('2026-11-23 02:26');
    expect(story.told).toEqual(['rung→chief']);
  });

  it('before the first rung starts the action clock as well', () => {
    const story = new Story()
      .when('2026-11-23 02:10', report('lost-person'), resident)
      .when('2026-11-23 02:11', { move: 'acknowledge' }, staff('guard'));
    expect(story.promise('acknowledge')).toBe('2026-11-23 02:13 met');
    story.tick('2026-11-23 02:16');
    expect(story.told.toSorted()).toEqual(['rung→guard']);
  });

  it('is refused where no ladder stands', () => {
    new Story()
      .when('2026-11-23 10:00', report('lost-item'), resident)
      .refuses('2026-11-23 10:01', { move: 'acknowledge-rung' }, staff('officer'), 'nothing-to-acknowledge');
  });
});

describe('the first words of a person', () => {
  it('take the ladder away, and a later broken promise puts it up anew', () => {
    const story = new Story()
      .when('2026-11-23 02:10', report('lost-person'), resident)
      .tick('2026-11-23 02:20')
      .when('2026-11-23 02:21', { move: 'reply', text: '两名保安已出发' }, staff('guard'));
    expect(story.found?.ladder).toBeUndefined();
    expect(story.found?.status).toBe('in-progress');
    expect(story.due).toBe('2026-11-23 02:36 end:action-check guard');
    story.tick('2026-11-23 02:36').tick('2026-11-23 02:41');
    expect(story.told).toEqual(['rung→guard']);
  });
});

describe('a rung that cannot be reached', () => {
  it('climbs at once when nobody stands on it', () => {
    const story = new Story()
      .when('2026-11-23 02:10', report('lost-person'), resident)
      .tick('2026-11-23 02:15');
    const failed = {
      move: 'delivery-failed',
      delivery: '3#0',
      to: 'guard',
      kind: 'rung',
      rung: 1,
      reason: 'unstaffed',
    } as const;
    story.when('2026-11-23 02:16', failed, { kind: 'system' });
    expect(story.due).toBe('2026-11-23 02:16 rung guard');
    story.tick('2026-11-23 02:16');
    expect(story.told).toEqual(['rung→officer']);
  });

  it('at the top repeats at its own pace, since there is nobody further up', () => {
    const story = new Story().when('2026-11-23 02:10', report('lost-person'), resident);
    minutes(story, '2026-11-23 02:10', 31);
    const failed = {
      move: 'delivery-failed',
      delivery: '6#0',
      to: 'district',
      kind: 'rung',
      rung: 4,
      reason: 'unstaffed',
    } as const;
    story.when('2026-11-23 02:42', failed, { kind: 'system' });
    expect(story.due).toBe('2026-11-23 02:55 rung district');
  });
});

describe('every other matter', () => {
  it('puts the ladder up at its earliest broken promise, on its own calendar', () => {
    const story = new Story()
      .when('2026-11-23 22:00', report('lost-item', { item: 'keys' }), resident)
      .tick('2026-11-23 22:30');
    expect(story.told).toEqual(['breach→officer']);
    expect(story.due).toBe('2026-11-23 23:00 rung officer');
    story.tick('2026-11-23 23:00');
    expect(story.told).toEqual(['rung→guard', 'reminder→officer']);
    expect(story.due).toBe('2026-11-24 07:36 remind:respond guard');
  });
});

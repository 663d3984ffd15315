import { describe, expect, it } from 'vitest';
import type { OpenCase } from '../../shared/domain/case.ts';
import { type Clock, type MilestoneKind, milestoneKinds } from '../../shared/domain/clock.ts';
import type { MoveCommand } from '../../shared/domain/command.ts';
import { MINUTE } from '../../shared/domain/instant.ts';
import { personId } from '../../shared/domain/scope.ts';
import { report, resident, Story, staff } from './story.ts';
import { at } from './wall-clock.ts';

const reply = { move: 'reply', text: '我们已经看过监控，今天下午给您答复' } as const;
const askResident = { move: 'ask-resident', text: '请问手机是什么颜色' } as const;
const assign = { move: 'assign', to: personId('p-li') } as const;
const abuse: MoveCommand = { move: 'reject', reason: 'abuse', text: '恶意重复报警，已核实三次' };
const received = (more = {}) =>
  new Story().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }, more), resident);

describe('a reminder', () => {
  it('comes once at half and once at four fifths, and not a millisecond before', () => {
    const story = received().tick(at('2026-11-23 10:15') - 1);
    expect(story.happened).toEqual([]);
    story.tick('2026-11-23 10:15');
    expect(story.facts).toMatchObject([{ fact: 'reminded', clock: 'acknowledge', skipped: 0 }]);
    expect(story.messages).toEqual([{ to: 'officer', kind: 'reminder', clock: 'acknowledge' }]);
    story.tick('2026-11-23 10:24');
    expect(story.facts).toMatchObject([{ fact: 'reminded', clock: 'acknowledge', skipped: 0 }]);
    expect(story.due).toBe('2026-11-23 10:30 end:acknowledge officer');
  });

  it('that passed with another one is skipped', () => {
    const story = received().tick('2026-11-23 10:25');
    expect(story.facts).toMatchObject([{ fact: 'reminded', clock: 'acknowledge', skipped: 1 }]);
  });

  it('goes to the person to whom the matter was assigned', () => {
    const story = received().when('2026-11-23 10:05', assign).tick('2026-11-23 11:00');
    expect(story.messages).toEqual([{ to: 'assignee', person: 'p-li', kind: 'reminder', clock: 'respond' }]);
  });

  it('of a third party’s time goes to whoever asked them', () => {
    const story = received()
      .when('2026-11-23 10:05', reply)
      .when('2026-11-23 10:10', { move: 'await-third-party', text: '物业调监控' })
      .when('2026-11-23 10:11', { move: 'reach-milestone', milestone: 'footage-kept', done: true });
    expect(story.due).toBe('2026-11-24 16:10 remind:third-party third-party');
    story.tick('2026-11-24 16:10');
    expect(story.told).toEqual(['reminder→officer']);
  });

  it('of a second person’s signature goes to the chief', () => {
    const story = received().when('2026-11-23 10:10', abuse).tick('2026-11-23 16:10');
    expect(story.messages).toContainEqual({ to: 'chief', kind: 'reminder', clock: 'sign-off' });
  });

  it('of a question goes to the resident, and is taken unsent where there is no way to reach them', () => {
    const asked = (reachable: boolean) =>
      received({ reachable })
        .when('2026-11-23 10:05', reply)
        .when('2026-11-23 10:06', { move: 'reach-milestone', milestone: 'footage-kept', done: true })
        .when('2026-11-23 10:10', askResident)
        .tick('2026-11-26 22:10');
    expect(asked(true).told).toEqual(['nudge→resident']);
    expect(asked(false).told).toEqual([]);
    expect(asked(false).happened).toEqual(['reminded']);
    expect(asked(false).due).toMatch(/remind:resident-answer resident$/);
  });

  it('of a promise of ours is sent whether or not the resident can be reached', () => {
    expect(received({ reachable: false }).tick('2026-11-23 10:15').told).toEqual(['reminder→officer']);
  });
});

describe('a broken promise', () => {
  it('says how many of its reminders were folded into it', () => {
    const broken = (story: Story) => story.tick('2026-11-23 10:30').facts[0];
    expect(broken(received())).toMatchObject({ fact: 'breached', skippedReminders: 2 });
    expect(broken(received().tick('2026-11-23 10:15'))).toMatchObject({ skippedReminders: 1 });
    expect(broken(received().tick('2026-11-23 10:25'))).toMatchObject({ skippedReminders: 0 });
  });

  it('is told to the person to whom the matter was assigned', () => {
    const story = received().when('2026-11-23 10:05', assign).tick('2026-11-23 12:00');
    expect(story.messages).toContainEqual({
      to: 'assignee',
      person: 'p-li',
      kind: 'breach',
      clock: 'respond',
    });
  });

  it('is told to the chief when the chief had to sign, and to the officer when a third party was late', () => {
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
  it('is broken half an hour after it, and the matter’s own promise runs on from there', () => {
    const story = received()
      .when('2026-11-23 10:05', reply)
      .when('2026-11-23 11:00', { move: 'schedule', at: at('2026-11-23 16:30') });
    expect(story.promise('resolve')).toBe('2026-11-30 10:00 paused');
    story.tick(at('2026-11-23 17:00') - 1);
    expect(story.promise('appointment')).toBe('2026-11-23 17:00 running');
    story.tick('2026-11-23 17:00');
    expect(story.promise('appointment')).toBe('2026-11-23 17:00 breached');
    expect(story.promise('resolve')).toBe('2026-11-30 16:00 running');
  });
});

describe('a question that the resident does not answer', () => {
  it('leads back to work, and says to whom it was assigned what there is to decide', () => {
    const story = received()
      .when('2026-11-23 10:05', assign)
      .when('2026-11-23 10:06', reply)
      .when('2026-11-23 10:10', askResident)
      .tick('2026-11-30 10:10');
    expect(story.happened).toContain('lapsed');
    expect(story.found).toMatchObject({ status: 'in-progress' });
    expect(story.found?.windowOver).toBeUndefined();
    expect(story.messages).toContainEqual({
      to: 'assignee',
      person: 'p-li',
      kind: 'decision-needed',
      clock: 'resident-answer',
    });
  });
});

describe('a date of which there is only to be told', () => {
  it('is told once, and puts up no ladder', () => {
    const story = received({ occurredAt: at('2026-11-01 10:00') })
      .when('2026-11-23 10:05', reply)
      .when('2026-11-23 10:06', { move: 'reach-milestone', milestone: 'footage-kept', done: true })
      .when('2026-11-23 10:10', { move: 'await-third-party', text: '请等', until: at('2026-12-20 10:00') })
      .when('2026-11-29 10:00', reply)
      .tick('2026-12-01 10:00');
    expect(story.happened).toEqual(['lapsed']);
    expect(story.messages).toEqual([{ to: 'officer', kind: 'decision-needed', clock: 'footage-expiry' }]);
    expect(story.promise('footage-expiry')).toBeUndefined();
    expect(story.found?.ladder).toBeUndefined();
    expect(story.tick('2026-12-01 10:01').happened).toEqual([]);
  });
});

describe('the end of the window', () => {
  it('closes the matter, and leaves only what was kept of its promises', () => {
    const story = received()
      .when('2026-11-23 10:05', reply)
      .when('2026-11-23 16:00', {
        move: 'resolve',
        outcome: 'returned',
        text: '手机已经找到，请到警务室来取',
      })
      .tick('2026-11-30 16:00');
    expect(story.happened).toEqual(['closed']);
    expect(story.found?.clocks.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
      'acknowledge met',
      'resolve met',
      'respond met',
    ]);
  });

  it('asks who is responsible where only a person may close, naming no clock', () => {
    const story = new Story()
      .when('2026-11-23 10:00', report('lost-person'), resident)
      .when('2026-11-23 10:02', reply, staff('guard'))
      .when('2026-11-23 11:00', {
        move: 'resolve',
        outcome: 'found-safe',
        text: '老人已经安全到家，家属已确认',
      })
      .tick('2026-11-30 11:00');
    expect(story.messages).toEqual([{ to: 'guard', kind: 'decision-needed' }]);
  });
});

describe('a case that a defect left without any step', () => {
  const forgotten = () => {
    const story = received().when('2026-11-23 10:05', reply);
    story.found = { ...(story.found as OpenCase), clocks: [] };
    return story.when('2026-11-23 10:10', { move: 'note', text: '已联系物业' }, staff('guard'));
  };

  it('stays open and is put before an officer a day later, and every day from then on', () => {
    const story = forgotten();
    expect(story.found?.status).toBe('in-progress');
    expect(story.due).toBe('2026-11-24 10:10 review officer');
    expect(story.ask(at('2026-11-24 10:10') - 1, { move: 'tick' }, { kind: 'clock' }).facts).toEqual([]);
    story.tick('2026-11-24 10:10');
    expect(story.facts).toEqual([
      { fact: 'reviewed', messages: [{ to: 'officer', kind: 'decision-needed' }] },
    ]);
    expect(story.due).toBe('2026-11-25 10:10 review officer');
  });

  it('is not asked about where a step was due after all', () => {
    const story = received();
    story.found = { ...(story.found as OpenCase), dueAt: at('2026-11-23 10:00'), dueKind: 'review' };
    expect(story.tick('2026-11-23 10:15').happened).toEqual(['reminded']);
  });

  it('is not asked about by a tick that only came early', () => {
    expect(received().tick('2026-11-23 10:14').happened).toEqual([]);
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
    const story = new Story().when('2026-11-23 10:00', report('delivery'), resident);
    story.found = { ...(story.found as OpenCase), clocks: milestoneKinds.slice(0, 13).map(clockOf) };
    expect(story.tick(promiseAt).facts).toHaveLength(12);
    expect(story.found?.dueAt).toBe(promiseAt);
    expect(story.tick(promiseAt + MINUTE).happened).toEqual(['breached']);
  });
});

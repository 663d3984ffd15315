import { describe, expect, it } from 'vitest';
import type { MoveCommand, SystemCommand } from '../../shared/domain/command.ts';
import type { MessageKind } from '../../shared/domain/message.ts';
import type { Party } from '../../shared/domain/party.ts';
import { personId } from '../../shared/domain/scope.ts';
import { report, resident, Story, staff } from './story.ts';

const reply = { move: 'reply', text: '我们已经看过监控，今天下午给您答复' } as const;
const askResident = { move: 'ask-resident', text: '请问手机是什么颜色' } as const;
const assign = { move: 'assign', to: personId('p-li') } as const;
const words = '手机没有找到，您可以联系物业';
const resolve: MoveCommand = { move: 'resolve', outcome: 'returned', text: words };

const dead = (to: Party, kind: MessageKind, more: { rung?: number } = {}): SystemCommand => ({
  move: 'delivery-failed',
  delivery: '2#0',
  to,
  kind,
  reason: 'dead',
  ...more,
});

const received = () => new Story().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);
const answered = () => received().when('2026-11-23 10:20', reply);
const fails = (story: Story, command: SystemCommand, moment = '2026-11-23 10:40') =>
  story.when(moment, command, { kind: 'system' });

describe('words that did not reach the resident', () => {
  it.each<[MessageKind, string]>([
    ['reply', 'running'],
    ['ask', 'running'],
    ['rating-request', 'running'],
    ['deadline-moved', 'met'],
    ['receipt', 'met'],
  ])('as a %s leave the promise to respond %s', (kind, state) => {
    const story = fails(answered(), dead('resident', kind));
    expect(story.promise('respond')).toBe(`2026-11-23 12:00 ${state}`);
    expect(story.told).toEqual(['undelivered→officer']);
    expect(story.happened).toEqual(['delivery-failed']);
  });

  it('but reached everybody else did keep the promise', () => {
    const story = fails(answered(), dead('neighbours', 'reply'));
    expect(story.promise('respond')).toBe('2026-11-23 12:00 met');
    expect(story.told).toEqual([]);
  });

  it('are told to the person to whom the matter was assigned', () => {
    const assigned = () => received().when('2026-11-23 10:10', assign).when('2026-11-23 10:20', reply);
    const undelivered = [{ to: 'assignee', person: 'p-li', kind: 'undelivered' }];
    expect(fails(assigned(), dead('resident', 'reply')).messages).toEqual(undelivered);
    expect(fails(assigned(), dead('resident', 'receipt')).messages).toEqual(undelivered);
  });

  it('leave a promise alone that was broken since an earlier failure', () => {
    const story = answered().when('2026-11-23 10:30', reply);
    fails(story, dead('resident', 'reply')).tick('2026-11-23 12:00');
    expect(story.promise('respond')).toBe('2026-11-23 12:00 breached');
    fails(story, dead('resident', 'reply'), '2026-11-23 12:05');
    expect(story.promise('respond')).toBe('2026-11-23 12:00 breached');
    expect(story.tick('2026-11-23 12:06').happened).not.toContain('breached');
  });

  it('run the original promise again without the note that it was late', () => {
    const story = received().tick('2026-11-23 12:00').when('2026-11-23 12:05', reply);
    expect(story.clock('respond')?.late).toBe(true);
    fails(story, dead('resident', 'reply'), '2026-11-23 12:10');
    expect(story.clock('respond')).not.toHaveProperty('late');
    expect(story.tick('2026-11-23 12:11').happened).toContain('breached');
  });
});

describe('a last word that did not reach the resident', () => {
  const notResolve: MoveCommand = { move: 'not-resolve', reason: 'not-found', text: words };
  const reject: MoveCommand = { move: 'reject', reason: 'not-a-matter', text: words };
  const transfer: MoveCommand = { move: 'transfer', to: '110', ref: '482', text: words };

  it.each<[string, Story]>([
    ['resolved', answered().when('2026-11-23 10:30', resolve)],
    ['not-resolved', answered().when('2026-11-23 10:30', notResolve)],
    ['rejected', received().when('2026-11-23 10:30', reject)],
    ['transferred', received().when('2026-11-23 10:30', transfer)],
  ])('of a %s matter is followed up, and promises nothing anew', (status, story) => {
    fails(story, dead('resident', 'rating-request'));
    expect(story.found?.status).toBe(status);
    expect(story.promise('respond')).toBe('2026-11-23 12:00 met');
    expect(story.told).toEqual(['undelivered→officer']);
  });

  it('of a matter that has ended means nothing any more', () => {
    const story = received().when('2026-11-23 10:30', { move: 'withdraw' }, resident);
    const { version } = story.found ?? {};
    expect(fails(story, dead('officer', 'resident-wrote')).happened).toEqual([]);
    expect(story.found).toMatchObject({ status: 'withdrawn', version });
  });

  it('of a matter that was asked about and answered is followed up like any other', () => {
    const story = answered().when('2026-11-23 10:25', askResident);
    expect(fails(story, dead('resident', 'ask')).promise('respond')).toBe('2026-11-23 12:00 running');
  });
});

describe('a message that no member of staff received', () => {
  it.each<[Party, string[]]>([
    ['assignee', ['undelivered→officer']],
    ['guard', ['undelivered→officer']],
    ['officer', ['undelivered→chief']],
    ['chief', ['undelivered→district']],
    ['district', []],
  ])('for the %s is told to whoever stands above', (to, told) => {
    const story = fails(received(), dead(to, 'reminder'));
    expect(story.told).toEqual(told);
    expect(story.happened).toEqual(['delivery-failed']);
  });

  it('names nobody, since the one who stands above is a role', () => {
    const story = fails(received().when('2026-11-23 10:10', assign), dead('assignee', 'assigned'));
    expect(story.messages).toEqual([{ to: 'officer', kind: 'undelivered' }]);
  });
});

describe('a rung that nobody received', () => {
  const climbing = () =>
    new Story()
      .when('2026-11-23 02:10', report('lost-person'), resident)
      .tick('2026-11-23 02:15')
      .tick('2026-11-23 02:20');

  it('is not climbed from when the ladder has gone further meanwhile', () => {
    const story = fails(climbing(), dead('guard', 'rung', { rung: 1 }), '2026-11-23 02:21');
    expect(story.due).toBe('2026-11-23 02:25 rung officer');
    expect(story.told).toEqual([]);
  });

  it('is not climbed from when somebody has taken it on', () => {
    const story = climbing().when('2026-11-23 02:21', { move: 'acknowledge-rung' });
    fails(story, dead('officer', 'rung', { rung: 2 }), '2026-11-23 02:22');
    expect(story.due).toBe('2026-11-23 02:26 action officer');
  });

  it('is told to whoever stands above once the ladder is gone', () => {
    const story = climbing().when('2026-11-23 02:21', reply, staff('guard'));
    fails(story, dead('officer', 'rung', { rung: 2 }), '2026-11-23 02:22');
    expect(story.told).toEqual(['undelivered→chief']);
  });

  it('is the only message whose failure makes a ladder climb', () => {
    const story = fails(climbing(), dead('officer', 'alert', { rung: 2 }), '2026-11-23 02:21');
    expect(story.due).toBe('2026-11-23 02:25 rung officer');
    expect(story.told).toEqual(['undelivered→chief']);
  });
});

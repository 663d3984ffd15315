import { describe, expect, it } from 'vitest';
import type { MoveCommand } from '../../../shared/cases/command.ts';
import { at } from '../../engine/wall-clock.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const received = () =>
  new Scenario().when('2026-11-23 10:00', report('lost-item', { item: 'bag' }), resident);
const started = () => received().when('2026-11-23 10:05', { move: 'start' });
const nothing = ['\u200b', '..........', '\u3164'.repeat(12), '\u0301\u0301', '。！？…', '👌👌👌'];

describe('a reply that nobody can read', () => {
  it.each(nothing)('%j is refused and does not meet the promise to respond', (text) => {
    const scenario = received().refuses(
      '2026-11-23 10:10',
      { move: 'reply', text },
      staff('officer'),
      'nothing-to-read',
    );
    expect(scenario.promise('respond')).toMatch(/running$/);
  });

  it('of one word is a reply', () => {
    expect(received().when('2026-11-23 10:10', { move: 'reply', text: '好' }).promise('respond')).toMatch(
      /met$/,
    );
  });
});

describe('a closing reply has at least ten characters that a person can read', () => {
  const closings = (text: string): readonly (readonly [Scenario, MoveCommand])[] => [
    [started(), { move: 'resolve', outcome: 'returned', text }],
    [started(), { move: 'not-resolve', reason: 'other', text }],
    [received(), { move: 'reject', reason: 'not-a-case', text }],
    [received(), { move: 'reject', reason: 'abuse', text }],
  ];

  it.each([...nothing, `好${' '.repeat(10)}的`, '好。。。。。。。。。。', '已经找到，还给您了'])(
    'so %j is too short',
    (text) => {
      for (const [scenario, command] of closings(text))
        scenario.refuses('2026-11-23 10:10', command, staff('officer'), 'reply-too-short');
    },
  );

  it('so ten are enough, whatever stands between them', () => {
    for (const [scenario, command] of closings('已经找到了，失物还给您了。'))
      expect(scenario.when('2026-11-23 10:10', command).facts).not.toEqual([]);
  });
});

describe('reasons, questions and notes of staff need words', () => {
  const commands = (text: string): readonly MoveCommand[] => [
    { move: 'note', text },
    { move: 'ask-resident', text },
    { move: 'await-third-party', text },
    { move: 'schedule', at: at('2026-11-24 10:00'), text },
    { move: 'extend', clock: 'resolve', promiseAt: at('2026-12-05 10:00'), text },
    { move: 'transfer', to: '110', ref: 'A-1', text },
    { move: 'transfer', to: '110', ref: text, text: '已转交一一零处理' },
  ];

  it('so what nobody can read is refused', () => {
    for (const text of nothing)
      for (const command of commands(text))
        started().refuses('2026-11-23 10:10', command, staff('officer'), 'nothing-to-read');
  });

  it('and one word is enough, since a hurried officer must not be held up', () => {
    for (const command of commands('110'))
      expect(() => started().when('2026-11-23 10:10', command)).not.toThrow();
  });
});

describe('what a resident adds need only show something', () => {
  it.each(['？？？', '🆘', '好'])('so %j is received', (text) => {
    const asked = started().when('2026-11-23 10:06', { move: 'ask-resident', text: '什么颜色' });
    expect(asked.when('2026-11-23 10:10', { move: 'add-message', text }, resident).found?.status).toBe(
      'in-progress',
    );
  });

  it('so invisible characters are not, and a wish without words is', () => {
    started().refuses(
      '2026-11-23 10:10',
      { move: 'add-message', text: '\u200b' },
      resident,
      'nothing-to-read',
    );
    expect(
      started().when('2026-11-23 10:10', { move: 'add-message', wish: 'call' }, resident).facts,
    ).toHaveLength(1);
  });
});

import { expect, test } from 'vitest';
import { report, resident, Story } from './story.ts';

const kept = { move: 'photo-kept' } as const;
const received = () => new Story().when('2026-11-23 10:00', report('lost-item'), resident);
const opened = () => received().when('2026-11-23 10:05', { move: 'acknowledge' });
const photo = (story: Story, moment: string) => story.when(moment, kept, resident);

test('a photo of a matter that nobody has opened is found with it: its alert stands, and nobody is told twice', () => {
  const story = photo(received(), '2026-11-23 10:01');
  expect(story.happened).toEqual(['photo-added']);
  expect(story.told).toEqual([]);
});

test('a photo of a matter that somebody has opened is told to whoever a message is told to', () => {
  expect(photo(opened(), '2026-11-23 10:06').told).toEqual(['resident-wrote→officer']);
  const assigned = opened().when('2026-11-23 10:06', { move: 'assign', to: 'p-li' as never });
  expect(photo(assigned, '2026-11-23 10:07').told).toEqual(['resident-wrote→assignee']);
});

test('four photos within moments are four facts and one message; ten minutes after that, a fifth is told again', () => {
  const story = photo(opened(), '2026-11-23 10:06:00');
  for (const moment of ['2026-11-23 10:06:20', '2026-11-23 10:07:00', '2026-11-23 10:15:59']) {
    photo(story, moment);
    expect([story.happened, story.told]).toEqual([['photo-added'], []]);
  }
  expect(photo(story, '2026-11-23 10:16:00').told).toEqual(['resident-wrote→officer']);
});

test('moves no clock, and answers no question', () => {
  const story = opened()
    .when('2026-11-23 10:06', { move: 'start' })
    .when('2026-11-23 10:10', { move: 'ask-resident', text: '什么颜色的手机壳？' });
  const { status, clocks, dueAt } = story.found ?? {};
  photo(story, '2026-11-23 10:20');
  expect(story.found).toMatchObject({ status, clocks, dueAt });
  expect(status).toBe('waiting-resident');
});

test('a matter that has ended keeps a photo that was on its way, and says nothing', () => {
  const story = received().when('2026-11-23 10:02', { move: 'withdraw' }, resident);
  expect(photo(story, '2026-11-23 10:03').happened).toEqual([]);
});

test('a report that joined another one hears of its own photo', () => {
  const story = opened().when('2026-11-23 10:10', {
    move: 'mark-duplicate',
    of: 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as never,
  });
  expect(photo(story, '2026-11-23 10:11').happened).toEqual(['photo-added']);
  expect(story.told).toEqual(['resident-wrote→officer']);
});

test('a report whose reporter left it to the neighbours takes no photo of theirs', () => {
  const joined = {
    move: 'take-in',
    of: 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as never,
    joined: 1,
    parted: 0,
  } as const;
  const story = new Story()
    .when('2026-11-23 10:00', report('hazard'), resident)
    .when('2026-11-23 10:05', joined, { kind: 'neighbour' })
    .when('2026-11-23 10:06', { move: 'withdraw' }, resident);
  expect(photo(story, '2026-11-23 10:07').happened).toEqual([]);
});

import { expect, test } from 'vitest';
import { report, resident, Scenario } from './scenario.ts';

const kept = { move: 'photo-kept' } as const;
const received = () => new Scenario().when('2026-11-23 10:00', report('lost-item'), resident);
const opened = () => received().when('2026-11-23 10:05', { move: 'acknowledge' });
const photo = (scenario: Scenario, moment: string) => scenario.when(moment, kept, resident);

test('a photo of a case that nobody has opened sends no second message, since the alert is still pending', () => {
  const scenario = photo(received(), '2026-11-23 10:01');
  expect(scenario.factNames).toEqual(['photo-added']);
  expect(scenario.notified).toEqual([]);
});

test('a photo of a case that somebody has opened notifies the person that a resident’s message would notify', () => {
  expect(photo(opened(), '2026-11-23 10:06').notified).toEqual(['resident-wrote→officer']);
  const assigned = opened().when('2026-11-23 10:06', { move: 'assign', to: 'p-li' as never });
  expect(photo(assigned, '2026-11-23 10:07').notified).toEqual(['resident-wrote→assignee']);
});

test('four photos within moments are four facts and one message; a fifth ten minutes later is a new message', () => {
  const scenario = photo(opened(), '2026-11-23 10:06:00');
  for (const moment of ['2026-11-23 10:06:20', '2026-11-23 10:07:00', '2026-11-23 10:15:59']) {
    photo(scenario, moment);
    expect([scenario.factNames, scenario.notified]).toEqual([['photo-added'], []]);
  }
  expect(photo(scenario, '2026-11-23 10:16:00').notified).toEqual(['resident-wrote→officer']);
});

test('a photo moves no clock, and answers no question', () => {
  const scenario = opened()
    .when('2026-11-23 10:06', { move: 'start' })
    .when('2026-11-23 10:10', { move: 'ask-resident', text: '什么颜色的手机壳？' });
  const { status, clocks, dueAt } = scenario.found ?? {};
  photo(scenario, '2026-11-23 10:20');
  expect(scenario.found).toMatchObject({ status, clocks, dueAt });
  expect(status).toBe('waiting-resident');
});

test('a case that has ended keeps a photo that was on its way, and notifies nobody', () => {
  const scenario = received().when('2026-11-23 10:02', { move: 'withdraw' }, resident);
  expect(photo(scenario, '2026-11-23 10:03').factNames).toEqual([]);
});

test('a report that is linked to another one records its own photo', () => {
  const scenario = opened().when('2026-11-23 10:10', {
    move: 'mark-duplicate',
    of: 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as never,
  });
  expect(photo(scenario, '2026-11-23 10:11').factNames).toEqual(['photo-added']);
  expect(scenario.notified).toEqual(['resident-wrote→officer']);
});

test('a report whose reporter left it to the co-reporters takes no photo of theirs', () => {
  const linked = {
    move: 'link',
    of: 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as never,
    linked: 1,
    unlinked: 0,
    type: 'hazard',
    priority: 'P2',
    urgentAnswers: {},
  } as const;
  const scenario = new Scenario()
    .when('2026-11-23 10:00', report('hazard'), resident)
    .when('2026-11-23 10:05', linked, { kind: 'co-reporter' })
    .when('2026-11-23 10:06', { move: 'withdraw' }, resident);
  expect(photo(scenario, '2026-11-23 10:07').factNames).toEqual([]);
});

import { describe, expect, test } from 'vitest';
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

test('a photo changes neither clocks nor status while nobody waits for the resident', () => {
  const scenario = opened().when('2026-11-23 10:06', { move: 'start' });
  const { status, clocks, dueAt } = scenario.found ?? {};
  photo(scenario, '2026-11-23 10:20');
  expect(scenario.found).toMatchObject({ status, clocks, dueAt });
});

describe('a photo that the case waits for', () => {
  const asked = () =>
    opened()
      .when('2026-11-23 10:06', { move: 'start' })
      .when('2026-11-23 10:10', { move: 'ask-resident', text: '请拍一张手机壳的照片' });

  test('ends the wait: paused promises run on, nobody is nudged, and staff are notified once', () => {
    const scenario = photo(asked(), '2026-11-24 10:10');
    expect(scenario.found?.status).toBe('in-progress');
    expect(scenario.promise('resident-answer')).toBeUndefined();
    expect(scenario.promise('resolve')).toBe('2026-12-01 10:00 running');
    expect(scenario.notified).toEqual(['resident-wrote→officer']);
    expect(photo(scenario, '2026-11-24 10:11').notified).toEqual([]);
    scenario.tick('2026-11-27 22:10');
    expect(scenario.notified).not.toContain('nudge→resident');
  });

  test('notifies staff also within ten minutes of the last message about photos', () => {
    const scenario = photo(opened().when('2026-11-23 10:06', { move: 'start' }), '2026-11-23 10:07').when(
      '2026-11-23 10:10',
      { move: 'ask-resident', text: '请再拍一张背面的' },
    );
    expect(photo(scenario, '2026-11-23 10:12').notified).toEqual(['resident-wrote→officer']);
  });

  test('does not end a wait for others', () => {
    const waiting = opened()
      .when('2026-11-23 10:06', { move: 'start' })
      .when('2026-11-23 10:10', { move: 'await-third-party', text: '请物业调监控' });
    expect(photo(waiting, '2026-11-23 10:20').found?.status).toBe('waiting-third-party');
  });
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
    owed: [],
  } as const;
  const scenario = new Scenario()
    .when('2026-11-23 10:00', report('hazard'), resident)
    .when('2026-11-23 10:05', linked, { kind: 'co-reporter' })
    .when('2026-11-23 10:06', { move: 'withdraw' }, resident);
  expect(photo(scenario, '2026-11-23 10:07').factNames).toEqual([]);
});

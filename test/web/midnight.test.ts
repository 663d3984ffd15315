import { describe, expect, test } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { CaseNotice } from '../../shared/cases/case-notice.ts';
import { referenceFrom } from '../../shared/cases/reference.ts';
import { HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { deadlineTime, localTime } from '../../shared/engine/calendar/local-time.ts';
import { tick } from '../../shared/engine/sweep/tick.ts';
import { caseNoticeText } from '../../shared/locales/case-notice-text.ts';
import { wallClock, wallClockDeadline } from '../../shared/receipt/wall-clock.ts';
import { station } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';
import { atDesk } from '../http/at-desk.ts';
import { reported } from '../http/http-api.ts';
import { openCase, readable, residents, titleOf } from './pages.ts';

describe('midnight', () => {
  test.each([
    ['2026-11-23 23:59', '2026-11-23 23:59', '2026-11-23 23:59'],
    ['2026-11-24 00:00', '2026-11-24 00:00', '2026-11-23 24:00'],
    ['2026-11-24 00:01', '2026-11-24 00:01', '2026-11-24 00:01'],
    ['2027-01-01 00:00', '2027-01-01 00:00', '2026-12-31 24:00'],
  ])('%s: what happens begins the day, what must be done ends it', (instant, event, deadline) => {
    const written = ({ date, time }: ReturnType<typeof localTime>) => `${date} ${time}`;
    expect(written(localTime(at(instant)))).toBe(event);
    expect(written(deadlineTime(at(instant)))).toBe(deadline);
  });

  test('is a whole minute, as every time that is shown', () => {
    expect(deadlineTime(at('2026-11-24 00:00') + 59_999)).toMatchObject({
      date: '2026-11-23',
      time: '24:00',
    });
  });

  test('is 24:00 in a receipt that is checked offline', () => {
    expect(wallClockDeadline('2026-11-23T16:00:00.000Z')).toBe('2026-11-23 24:00');
    expect(wallClock('2026-11-23T16:00:00.000Z')).toBe('2026-11-24 00:00');
  });

  test.each([
    ['zh-CN', '11-23 24:00'],
    ['en', '11-23 24:00'],
  ] as const)('is 24:00 in a message in %s', (language, time) => {
    const notice: CaseNotice = {
      id: '1',
      station,
      about: 'case',
      kind: 'receipt',
      to: 'resident',
      people: [],
      language,
      at: at('2026-11-23 23:00'),
      caseSummary: { reference: referenceFrom('482719'), priority: 'P1', dueAt: at('2026-11-24 00:00') },
    };
    const { text, details } = caseNoticeText(notice);
    expect(text).toContain(time);
    expect(details).toMatchObject({ dueAt: '2026-11-23T16:00:00.000Z' });
  });
});

/** A dispute with violence is answered within an hour, at any hour of the day. */
async function dueAtMidnight() {
  const rig = await residents();
  const system = rig.world.system as SeededSystem;
  system.pass(13 * HOUR);
  const { token, id } = await reported(rig, {
    type: 'dispute',
    details: { kind: 'neighbours', risk: 'violence' },
  });
  return { rig, token, id, system };
}

describe('a promise that ends at midnight', () => {
  test('is 24:00 today on the page, in both languages', async () => {
    const { rig, token } = await dueAtMidnight();
    const zh = (await openCase(rig, token)).text;
    const read = readable(zh).replaceAll(/\s+/g, ' ');
    expect(read).toContain('24:00 前 今天，还有');
    expect(read).toContain('23:00 开始 24:00 最晚');
    expect(read).toContain('今天 24:00');
    expect(read).not.toMatch(/00:00/);
    const en = (await openCase(rig, token, { lang: 'en' })).text;
    expect(readable(en)).toMatch(/24:00/);
    expect(readable(en)).not.toMatch(/[^\d]00:00/);
  });

  test('keeps its instant in the API', async () => {
    const { rig, token } = await dueAtMidnight();
    const { body } = await rig.ask('GET /v1/track/{token}', { path: { token } });
    expect(body.nextStep.by).toBe('2026-11-23T16:00:00.000Z');
  });

  test('was at 24:00 yesterday once it is late', async () => {
    const { rig, token, system } = await dueAtMidnight();
    system.pass(HOUR + MINUTE);
    const { text } = await openCase(rig, token);
    expect(readable(text)).toContain('24:00');
    expect(`${titleOf(text)} ${readable(text)}`).toContain('昨天');
    expect(readable(text)).not.toMatch(/00:00/);
  });

  test('counts as due today in the brief', async () => {
    const { rig, id, system } = await dueAtMidnight();
    await atDesk(rig, id, 'officer', { move: 'acknowledge' });
    // The reminders at half and four fifths of the hour are taken, so that the promise itself is due next.
    system.pass(50 * MINUTE);
    await tick(rig.world, keyOf({ station, caseId: id as never }), system.now());
    const { body } = await rig.as('officer', 'GET /v1/office/brief');
    expect(body.dueToday).toBe(1);
  });
});

import { describe, expect, it, test } from 'vitest';
import { type CalendarData, type CalendarName, calendars } from '../../shared/engine/calendar/calendar.ts';
import { HOUR } from '../../shared/engine/calendar/instant.ts';
import { stationHours } from '../../shared/policies/station-hours.ts';
import { at, wallTime } from './wall-clock.ts';

const station = calendars(stationHours);

describe('opening', () => {
  test.each<[calendar: CalendarName, at: string, opens: string]>([
    ['office', '2026-11-24 08:29', '2026-11-24 08:30'],
    ['office', '2026-11-24 08:30', '2026-11-24 08:30'],
    ['office', '2026-11-24 11:59', '2026-11-24 11:59'],
    ['office', '2026-11-24 12:00', '2026-11-24 14:30'],
    ['office', '2026-11-24 18:00', '2026-11-25 08:30'],
    ['office', '2026-11-27 18:00', '2026-11-30 08:30'],
    ['office', '2026-09-30 18:00', '2026-10-08 08:30'],
    ['office', '2026-10-10 00:00', '2026-10-10 08:30'],
    ['duty', '2026-10-01 23:00', '2026-10-02 07:00'],
    ['always', '2026-10-01 03:00', '2026-10-01 03:00'],
  ])('of %s at %s is %s', (calendar, from, opens) => {
    expect(wallTime(station.nextOpening(calendar, at(from)))).toBe(opens);
    expect(station.isOpen(calendar, at(from))).toBe(from === opens);
  });
});

describe('quiet hours', () => {
  test.each([
    ['2026-11-24 22:59', '2026-11-24 22:59', false],
    ['2026-11-24 23:00', '2026-11-25 07:00', true],
    ['2026-11-25 00:00', '2026-11-25 07:00', true],
    ['2026-11-25 06:59', '2026-11-25 07:00', true],
    ['2026-11-25 07:00', '2026-11-25 07:00', false],
  ])('at %s end at %s', (from, end, quiet) => {
    expect(wallTime(station.endOfQuiet(at(from)))).toBe(end);
    expect(station.isQuiet(at(from))).toBe(quiet);
  });

  it('may lie within one day, or be switched off', () => {
    const noon = calendars({ ...stationHours, quietHours: { fromMinute: 720, toMinute: 840 } });
    expect(wallTime(noon.endOfQuiet(at('2026-11-24 13:00')))).toBe('2026-11-24 14:00');
    expect(noon.isQuiet(at('2026-11-24 23:30'))).toBe(false);
    const never = calendars({ ...stationHours, quietHours: { fromMinute: 0, toMinute: 0 } });
    expect(never.isQuiet(at('2026-11-24 00:00'))).toBe(false);
  });
});

describe('station-set data', () => {
  const { hours, holidays } = stationHours;

  it('moves the hours without a change of code', () => {
    const winter = calendars({
      ...stationHours,
      hours: { ...hours, office: [{ fromMinute: 540, toMinute: 1020 }] },
    });
    expect(wallTime(winter.addWorking('office', at('2026-11-24 16:00'), 2 * HOUR).at)).toBe(
      '2026-11-25 10:00',
    );
    expect(winter.lengthMs('office', { days: 1 })).toBe(8 * HOUR);
  });

  it('may run a night shift as two spans', () => {
    const nights = [
      { fromMinute: 0, toMinute: 360 },
      { fromMinute: 1320, toMinute: 1440 },
    ];
    const night = calendars({ ...stationHours, hours: { ...hours, duty: nights } });
    expect(wallTime(night.addWorking('duty', at('2026-11-24 23:00'), 2 * HOUR).at)).toBe('2026-11-25 01:00');
    expect(wallTime(night.nextOpening('duty', at('2026-11-24 12:00')))).toBe('2026-11-24 22:00');
  });

  it('works plain weeks where no holiday is known', () => {
    const plain = calendars({
      ...stationHours,
      holidays: { daysOff: [], makeUpDays: [], horizon: '2026-12-31' },
    });
    expect(wallTime(plain.addWorking('office', at('2026-10-02 17:30'), HOUR).at)).toBe('2026-10-05 09:00');
  });

  it('counts on rightly after a last holiday in mid-week', () => {
    const off = { daysOff: ['2026-11-25'], makeUpDays: [], horizon: '2026-12-31' } as const;
    const oneDayOff = calendars({ ...stationHours, holidays: off });
    expect(oneDayOff.workingBetween('office', at('2026-11-24 08:30'), at('2026-11-26 18:00'))).toBe(
      14 * HOUR,
    );
    expect(wallTime(oneDayOff.addWorking('office', at('2026-11-24 17:30'), HOUR).at)).toBe(
      '2026-11-26 09:00',
    );
  });

  test.each<[wrong: string, data: Partial<CalendarData>]>([
    ['a calendar that never opens', { hours: { ...hours, office: [] } }],
    ['hours out of order', { hours: { ...hours, office: [...hours.office].reverse() } }],
    [
      'hours that overlap',
      { hours: { ...hours, duty: [...hours.duty, { fromMinute: 1000, toMinute: 1439 }] } },
    ],
    ['hours after midnight', { hours: { ...hours, duty: [{ fromMinute: 1320, toMinute: 1800 }] } }],
    ['an "always" with a gap', { hours: { ...hours, always: [{ fromMinute: 0, toMinute: 1439 }] } }],
    ['quiet hours of no day', { quietHours: { fromMinute: 1380, toMinute: 1860 } }],
    ['a date that does not exist', { holidays: { ...holidays, daysOff: ['2026-02-30'] } }],
    ['a holiday beyond the horizon', { holidays: { ...holidays, daysOff: ['2027-01-01'] } }],
    ['a make-up day that is also off', { holidays: { ...holidays, makeUpDays: ['2026-10-04'] } }],
    ['a make-up day on a Wednesday', { holidays: { ...holidays, makeUpDays: ['2026-11-25'] } }],
  ])('refuses %s', (_, data) => {
    expect(() => calendars({ ...stationHours, ...data })).toThrow(RangeError);
  });
});

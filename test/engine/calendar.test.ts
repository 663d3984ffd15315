import { describe, expect, it, test } from 'vitest';
import { type CalendarName, calendars, type Length } from '../../shared/engine/calendar/calendar.ts';
import { DAY, HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { stationHours } from '../../shared/policies/station-hours.ts';
import { at, wallTime } from './wall-clock.ts';

const station = calendars(stationHours);

const due = (calendar: CalendarName, from: string, length: Length) =>
  wallTime(station.addWorking(calendar, at(from), station.lengthMs(calendar, length)).at);

describe('an office promise is due', () => {
  test.each<[promise: string, from: string, length: Length, due: string]>([
    ['the same morning', '2026-11-24 09:00', { hours: 2 }, '2026-11-24 11:00'],
    ['at noon when it ends with the morning', '2026-11-24 10:00', { hours: 2 }, '2026-11-24 12:00'],
    [
      'a minute into the afternoon when it outlasts noon by one',
      '2026-11-24 10:00',
      { minutes: 121 },
      '2026-11-24 14:31',
    ],
    ['after lunch when it begins during lunch', '2026-11-24 13:15', { minutes: 30 }, '2026-11-24 15:00'],
    ['across lunch', '2026-11-24 10:00', { hours: 4 }, '2026-11-24 16:30'],
    [
      'at the close of the day when it ends with it',
      '2026-11-24 14:30',
      { minutes: 210 },
      '2026-11-24 18:00',
    ],
    ['across the night', '2026-11-24 17:59', { minutes: 2 }, '2026-11-25 08:31'],
    ['on Monday when Friday runs out', '2026-11-27 16:00', { hours: 4 }, '2026-11-30 10:30'],
    ['at the same time next day for one office day', '2026-11-24 10:00', { days: 1 }, '2026-11-25 10:00'],
    [
      'at the end of Monday for one office day from Saturday',
      '2026-11-28 10:00',
      { days: 1 },
      '2026-11-30 18:00',
    ],
    [
      'at the end of the day for one office day from its opening',
      '2026-11-24 08:30',
      { days: 1 },
      '2026-11-24 18:00',
    ],
    ['three office days later', '2026-11-26 15:00', { days: 3 }, '2026-12-01 15:00'],
    ['after National Day when its eve runs out', '2026-09-30 17:00', { hours: 2 }, '2026-10-08 09:30'],
    ['on 8 October when reported on 3 October', '2026-10-03 20:00', { hours: 1 }, '2026-10-08 09:30'],
    ['on the make-up Saturday, 10 October', '2026-10-09 17:30', { hours: 1 }, '2026-10-10 09:00'],
    ['on Monday after the make-up Saturday', '2026-10-10 17:30', { hours: 1 }, '2026-10-12 09:00'],
    ['on the make-up Sunday, 20 September', '2026-09-19 11:00', { hours: 1 }, '2026-09-20 09:30'],
    ['not on Mid-Autumn Friday', '2026-09-24 18:00', { minutes: 1 }, '2026-09-28 08:31'],
    ['on the make-up Saturday before Spring Festival', '2026-02-13 17:30', { hours: 1 }, '2026-02-14 09:00'],
    ['after the nine days of Spring Festival', '2026-02-14 16:00', { hours: 4 }, '2026-02-24 10:30'],
    ['on the make-up Saturday after Spring Festival', '2026-02-27 17:30', { hours: 1 }, '2026-02-28 09:00'],
    ['on Sunday 4 January, worked for New Year', '2025-12-31 18:00', { minutes: 30 }, '2026-01-04 09:00'],
    ['after the eight days of October 2025', '2025-09-30 17:00', { hours: 2 }, '2025-10-09 09:30'],
  ])('%s', (_, from, length, expected) => {
    expect(due('office', from, length)).toBe(expected);
  });

  it('to the millisecond', () => {
    expect(station.addWorking('office', at('2026-11-24 10:00') + 1, 2 * HOUR).at).toBe(
      at('2026-11-24 14:30') + 1,
    );
    expect(station.addWorking('office', at('2026-11-24 10:00') - 1, 2 * HOUR).at).toBe(
      at('2026-11-24 12:00') - 1,
    );
  });
});

describe('a duty promise is due', () => {
  test.each<[promise: string, from: string, length: Length, due: string]>([
    ['the same evening', '2026-10-01 18:30', { hours: 4 }, '2026-10-01 22:30'],
    ['at 23:00 when it ends with the day', '2026-10-01 19:00', { hours: 4 }, '2026-10-01 23:00'],
    ['in the morning when the evening runs out', '2026-10-01 22:45', { minutes: 30 }, '2026-10-02 07:15'],
    ['after seven when reported at night', '2026-10-02 03:20', { minutes: 30 }, '2026-10-02 07:30'],
    ['at the same time next day for one day', '2026-10-03 15:40', { days: 1 }, '2026-10-04 15:40'],
    ['seven days later, weekends and holidays included', '2026-09-30 15:40', { days: 7 }, '2026-10-07 15:40'],
    ['a day and a half later for 24 hours of duty', '2026-10-03 09:00', { hours: 24 }, '2026-10-04 17:00'],
  ])('%s', (_, from, length, expected) => {
    expect(due('duty', from, length)).toBe(expected);
  });
});

describe('a promise that never sleeps is due', () => {
  test.each<[promise: string, from: string, length: Length, due: string]>([
    ['in the middle of the night', '2026-10-01 23:58', { minutes: 5 }, '2026-10-02 00:03'],
    ['thirty days later at the same time', '2026-10-01 04:00', { days: 30 }, '2026-10-31 04:00'],
  ])('%s', (_, from, length, expected) => {
    expect(due('always', from, length)).toBe(expected);
  });
});

describe('an empty or impossible amount', () => {
  it('is due at once when nothing is left, open or closed', () => {
    expect(station.addWorking('office', at('2026-11-24 12:00'), 0).at).toBe(at('2026-11-24 12:00'));
    expect(station.addWorking('office', at('2026-11-28 03:00'), 0).at).toBe(at('2026-11-28 03:00'));
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 101 * 365 * DAY])(
    '%d ms is a defect',
    (amount) => {
      expect(() => station.addWorking('office', at('2026-11-24 12:00'), amount)).toThrow(RangeError);
    },
  );
});

describe('half and four fifths of a promise', () => {
  test.each<[calendar: CalendarName, from: string, length: Length, percent: number, reminder: string]>([
    ['office', '2026-11-24 10:00', { hours: 4 }, 50, '2026-11-24 12:00'],
    ['office', '2026-11-24 10:00', { hours: 4 }, 80, '2026-11-24 15:42'],
    ['office', '2026-09-30 16:00', { hours: 4 }, 50, '2026-09-30 18:00'],
    ['office', '2026-09-30 16:00', { hours: 4 }, 80, '2026-10-08 09:42'],
    ['duty', '2026-10-01 22:00', { hours: 2 }, 50, '2026-10-01 23:00'],
    ['duty', '2026-10-01 22:00', { hours: 2 }, 80, '2026-10-02 07:36'],
    ['always', '2026-10-01 22:00', { hours: 2 }, 80, '2026-10-01 23:36'],
  ])('%s from %s: %j at %d %% is %s', (calendar, from, length, percent, expected) => {
    const promise = station.addWorking(calendar, at(from), station.lengthMs(calendar, length));
    expect(wallTime(station.partway(calendar, at(from), promise.at, percent).at)).toBe(expected);
  });
});

describe('working time that has gone', () => {
  test.each<[calendar: CalendarName, from: string, to: string, minutes: number]>([
    ['office', '2026-11-24 11:00', '2026-11-24 15:00', 90],
    ['office', '2026-11-24 12:00', '2026-11-24 14:30', 0],
    ['office', '2026-11-27 18:00', '2026-11-30 08:30', 0],
    ['office', '2026-09-30 18:00', '2026-10-08 08:30', 0],
    ['office', '2026-10-09 18:00', '2026-10-12 08:30', 420],
    ['office', '2026-11-24 15:00', '2026-11-24 11:00', -90],
    ['duty', '2026-10-01 22:00', '2026-10-02 08:00', 120],
    ['always', '2026-10-01 22:00', '2026-10-02 08:00', 600],
  ])('%s from %s to %s is %d min', (calendar, from, to, minutes) => {
    expect(station.workingBetween(calendar, at(from), at(to))).toBe(minutes * MINUTE);
  });

  // 365 days less 104 weekend days and the 13 statutory holidays of the law in force since 2025. A mistyped date or a
  // forgotten make-up day would change the sum.
  test.each([2025, 2026])('is 248 office days in %d', (year) => {
    const worked = station.workingBetween('office', at(`${year}-01-01 00:00`), at(`${year + 1}-01-01 00:00`));
    expect(worked).toBe(248 * 7 * HOUR);
  });
});

describe('beyond the announced holidays', () => {
  it('an office deadline is calculated with plain weeks and says so', () => {
    const lastHour = at('2026-12-31 17:00');
    expect(station.addWorking('office', lastHour, HOUR)).toEqual({
      at: at('2026-12-31 18:00'),
      beyondHorizon: false,
    });
    // New Year's Day is a Friday and a holiday that the data does not have yet, hence the flag.
    expect(station.addWorking('office', lastHour, 2 * HOUR)).toEqual({
      at: at('2027-01-01 09:30'),
      beyondHorizon: true,
    });
    expect(station.addWorking('office', lastHour, 9 * HOUR)).toEqual({
      at: at('2027-01-04 09:30'),
      beyondHorizon: true,
    });
  });

  it('a calendar without holidays has no horizon', () => {
    expect(station.addWorking('duty', at('2026-12-31 22:00'), 2 * HOUR).beyondHorizon).toBe(false);
    expect(station.addWorking('always', at('2031-01-01 00:00'), HOUR).beyondHorizon).toBe(false);
  });

  it('the days that are left are counted from the local date', () => {
    expect(station.daysUntilHorizon(at('2026-11-01 23:59'))).toBe(60);
    expect(station.daysUntilHorizon(at('2026-11-02 00:00'))).toBe(59);
    expect(station.daysUntilHorizon(at('2027-01-01 00:00'))).toBe(-1);
  });
});

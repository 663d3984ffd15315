import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarName, calendars } from '../../shared/engine/calendar/calendar.ts';
import { DAY, HOUR, type Instant } from '../../shared/engine/calendar/instant.ts';
import { localDayAt } from '../../shared/engine/calendar/local-day.ts';
import { stationHours } from '../../shared/policies/station-hours.ts';

const station = calendars(stationHours);

const name = fc.constantFrom<CalendarName>('always', 'duty', 'office');
/** From a year before the first announced holiday to a year after the last. */
const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 11, 31) });
/** Mostly odd amounts, but often whole spans, where the end of one and the start of the next are easily confused. */
const amount = fc.oneof(
  fc.integer({ min: 0, max: 90 * DAY }),
  fc.integer({ min: 0, max: 400 }).map((halves) => halves * 3.5 * HOUR),
);
/** Instants at the edges of spans and days, and a millisecond either side of them. */
const edge = fc
  .tuple(fc.integer({ min: 0, max: 4 * 365 * 48 }), fc.integer({ min: -1, max: 1 }))
  .map(([halfHours, nudge]) => Date.UTC(2024, 0, 1) + (halfHours * HOUR) / 2 + nudge);
const start = fc.oneof(instant, edge);

/** Counts working minutes one by one; slow, but simple enough to check the arithmetic against. */
function countedMinutes(from: Instant, minutes: number): number {
  const off = new Set<string>(stationHours.holidays.daysOff);
  const makeUp = new Set<string>(stationHours.holidays.makeUpDays);
  let open = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    const local = new Date(from + minute * 60_000 + 8 * HOUR);
    const date = local.toISOString().slice(0, 10);
    const weekend = local.getUTCDay() === 0 || local.getUTCDay() === 6;
    const clock = local.getUTCHours() * 60 + local.getUTCMinutes();
    const inHours = (clock >= 510 && clock < 720) || (clock >= 870 && clock < 1080);
    if (inHours && (makeUp.has(date) || (!weekend && !off.has(date)))) open += 1;
  }
  return open;
}

describe('working time', () => {
  it('measured to a deadline is what was added', () => {
    fc.assert(
      fc.property(name, start, amount, (calendar, from, workingMs) => {
        const { at } = station.addWorking(calendar, from, workingMs);
        expect(station.workingBetween(calendar, from, at)).toBe(workingMs);
      }),
      { numRuns: 2000 },
    );
  });

  it('makes a deadline the earliest instant that will do', () => {
    fc.assert(
      fc.property(name, start, amount, (calendar, from, workingMs) => {
        const { at } = station.addWorking(calendar, from, workingMs);
        expect(at).toBeGreaterThanOrEqual(from);
        fc.pre(workingMs > 0);
        expect(station.workingBetween(calendar, from, at - 1)).toBe(workingMs - 1);
      }),
      { numRuns: 2000 },
    );
  });

  it('added in two parts is the same as added at once', () => {
    fc.assert(
      fc.property(name, start, amount, amount, (calendar, from, first, second) => {
        const between = station.addWorking(calendar, from, first).at;
        expect(station.addWorking(calendar, between, second).at).toBe(
          station.addWorking(calendar, from, first + second).at,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('never makes a later start or a longer promise due earlier', () => {
    fc.assert(
      fc.property(name, start, amount, amount, amount, (calendar, from, delay, shorter, more) => {
        const due = station.addWorking(calendar, from, shorter).at;
        expect(station.addWorking(calendar, from + delay, shorter).at).toBeGreaterThanOrEqual(due);
        expect(station.addWorking(calendar, from, shorter + more).at).toBeGreaterThanOrEqual(due);
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with counting minute by minute', () => {
    const minute = instant.map((at) => at - (at % 60_000));
    fc.assert(
      fc.property(minute, fc.integer({ min: 0, max: 12 * 24 * 60 }), (from, minutes) => {
        const worked = station.workingBetween('office', from, from + minutes * 60_000);
        expect(worked).toBe(countedMinutes(from, minutes) * 60_000);
      }),
      { numRuns: 60 },
    );
  });

  it('is drawn as spans in which the calendar is open, and which add up to it', () => {
    fc.assert(
      fc.property(name, start, amount, (calendar, from, workingMs) => {
        const { at } = station.addWorking(calendar, from, workingMs);
        const spans = station.spansBetween(calendar, from, at, 28);
        fc.pre(spans !== undefined);
        expect(spans.reduce((sum, span) => sum + span.to - span.from, 0)).toBe(workingMs);
        for (const [index, span] of spans.entries()) {
          expect(station.workingBetween(calendar, span.from, span.to)).toBe(span.to - span.from);
          expect(span.from).toBeGreaterThanOrEqual(spans[index - 1]?.to ?? from);
        }
        expect(spans.at(-1)?.to ?? at).toBe(at);
      }),
      { numRuns: 2000 },
    );
  });

  it('stands still until the next opening and moves from there', () => {
    fc.assert(
      fc.property(name, start, (calendar, from) => {
        const opening = station.nextOpening(calendar, from);
        expect(station.isOpen(calendar, opening)).toBe(true);
        expect(station.workingBetween(calendar, from, opening)).toBe(0);
        expect(station.workingBetween(calendar, opening, opening + 1)).toBe(1);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the fixed offset', () => {
  it('gives the date that the time zone database gives for Shanghai', () => {
    const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2050, 0, 1) }), (at) => {
        expect(localDayAt(at)).toBe(shanghai.format(at));
      }),
      { numRuns: 1000 },
    );
  });
});

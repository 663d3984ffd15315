import { MINUTE } from './instant.ts';

/** A span of one local day in minutes after midnight, the end excluded: 08:30–12:00 is 510–720. */
export interface DaySpan {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** The hours of one open day; times of day and amounts of work are milliseconds. */
export interface WorkingDay {
  readonly lengthMs: number;
  /** The open spans of the day, in order. */
  readonly spans: readonly { readonly fromMs: number; readonly toMs: number }[];
  /** The working time from midnight to this time of day. */
  workedBy(timeMs: number): number;
  /** The earliest time of day by which this much has been worked; `workedMs` is above 0 and at most `lengthMs`. */
  timeWhenWorked(workedMs: number): number;
  /** The earliest open time at or after this one, `undefined` when the day is over. */
  openFrom(timeMs: number): number | undefined;
}

export const MINUTES_PER_DAY = 24 * 60;

/**
 * Builds the hours of a day. Throws a RangeError unless the spans are in order, disjoint, and at least one minute long.
 */
export function workingDay(hours: readonly DaySpan[]): WorkingDay {
  checkHours(hours);
  const spans: { readonly fromMs: number; readonly toMs: number; readonly workedBeforeMs: number }[] = [];
  let lengthMs = 0;
  for (const { fromMinute, toMinute } of hours) {
    spans.push({ fromMs: fromMinute * MINUTE, toMs: toMinute * MINUTE, workedBeforeMs: lengthMs });
    lengthMs += (toMinute - fromMinute) * MINUTE;
  }

  return {
    lengthMs,
    spans,
    workedBy(timeMs) {
      for (const { fromMs, toMs, workedBeforeMs } of spans) {
        if (timeMs < toMs) return workedBeforeMs + Math.max(0, timeMs - fromMs);
      }
      return lengthMs;
    },
    timeWhenWorked(workedMs) {
      for (const { fromMs, toMs, workedBeforeMs } of spans) {
        const timeMs = fromMs + workedMs - workedBeforeMs;
        // `<=` and not `<`: work that ends with the morning is due at 12:00, not at 14:30.
        if (timeMs <= toMs) return timeMs;
      }
      throw new RangeError(`${workedMs} ms is more than a working day`);
    },
    openFrom(timeMs) {
      for (const { fromMs, toMs } of spans) if (timeMs < toMs) return Math.max(timeMs, fromMs);
      return undefined;
    },
  };
}

function checkHours(hours: readonly DaySpan[]): void {
  // On a calendar that never opens, no promise would ever be due.
  if (hours.length === 0) throw new RangeError('a calendar needs at least one span of hours');
  let freeFrom = 0;
  for (const { fromMinute, toMinute } of hours) {
    const whole = Number.isInteger(fromMinute) && Number.isInteger(toMinute);
    if (!whole || fromMinute < freeFrom || toMinute <= fromMinute || toMinute > MINUTES_PER_DAY) {
      throw new RangeError(`not the hours of one day, in order: ${fromMinute}–${toMinute}`);
    }
    freeFrom = toMinute;
  }
}

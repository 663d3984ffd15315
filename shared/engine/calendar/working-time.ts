import { DAY, type Instant } from './instant.ts';
import { type DayNumber, dayNumberAt, startOfDay, timeOfDayMs } from './local-day.ts';
import type { OpenDays } from './open-days.ts';
import type { WorkingDay } from './working-day.ts';

/** One calendar: its open days and the hours of each. */
export interface Calendar {
  readonly days: OpenDays;
  readonly day: WorkingDay;
  /** The last day with announced holidays; infinite for a calendar that ignores holidays. */
  readonly lastSureDay: DayNumber;
}

/** An instant, and whether it lies beyond the days with announced holidays, so that it may still move. */
export interface Deadline {
  readonly at: Instant;
  readonly beyondHorizon: boolean;
}

const WORKING_MS_MAX = 100 * 365 * DAY;

const isOpenDay = (days: OpenDays, day: DayNumber): boolean => days.nth(days.before(day)) === day;

/** Working time since the calendar's origin; it never decreases over time. */
export function workedBy({ days, day }: Calendar, at: Instant): number {
  const today = dayNumberAt(at);
  const earlierMs = days.before(today) * day.lengthMs;
  return isOpenDay(days, today) ? earlierMs + day.workedBy(timeOfDayMs(at)) : earlierMs;
}

export function addWorking(calendar: Calendar, from: Instant, workingMs: number): Deadline {
  if (!Number.isSafeInteger(workingMs) || workingMs < 0 || workingMs > WORKING_MS_MAX) {
    throw new RangeError(`not an amount of working time: ${workingMs} ms`);
  }
  const at = workingMs === 0 ? from : whenWorked(calendar, workedBy(calendar, from) + workingMs);
  return { at, beyondHorizon: dayNumberAt(at) > calendar.lastSureDay };
}

/** The earliest instant by which `workedMs` since the origin have been worked: the inverse of `workedBy`. */
function whenWorked({ days, day }: Calendar, workedMs: number): Instant {
  const fullDays = Math.ceil(workedMs / day.lengthMs) - 1;
  return startOfDay(days.nth(fullDays)) + day.timeWhenWorked(workedMs - fullDays * day.lengthMs);
}

/** A span of working time. */
export interface WorkSpan {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The spans of working time from one instant to another, in order, whose lengths add up to the working time between them.
 * @param spansMax undefined when there would be more
 */
export function spansBetween(
  { days, day }: Calendar,
  from: Instant,
  to: Instant,
  spansMax: number,
): readonly WorkSpan[] | undefined {
  const spans: WorkSpan[] = [];
  const last = dayNumberAt(to);
  let today = dayNumberAt(from);
  if (!isOpenDay(days, today)) today = days.nth(days.before(today));
  while (today <= last) {
    const start = startOfDay(today);
    for (const { fromMs, toMs } of day.spans) {
      const span = { from: Math.max(from, start + fromMs), to: Math.min(to, start + toMs) };
      if (span.from < span.to) spans.push(span);
    }
    if (spans.length > spansMax) return undefined;
    today = days.nth(days.before(today + 1));
  }
  return spans;
}

export function nextOpening({ days, day }: Calendar, at: Instant): Instant {
  const today = dayNumberAt(at);
  const later = isOpenDay(days, today) ? day.openFrom(timeOfDayMs(at)) : undefined;
  if (later !== undefined) return startOfDay(today) + later;
  return startOfDay(days.nth(days.before(today + 1))) + (day.openFrom(0) ?? 0);
}

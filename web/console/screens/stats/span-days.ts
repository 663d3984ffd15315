import type { Instant } from '../../../../shared/engine/calendar/instant.ts';
import {
  type DayNumber,
  dayNumberAt,
  dayNumberOf,
  type LocalDay,
  localDayAt,
  startOfDay,
} from '../../../../shared/engine/calendar/local-day.ts';
import type { StatsSpan } from '../../stats-span.ts';

/** Days of the station, both included, as the API takes them. */
export interface Days {
  readonly from: LocalDay;
  readonly to: LocalDay;
}

const dayOf = (number: DayNumber): LocalDay => localDayAt(startOfDay(number));
const days = (from: DayNumber, to: DayNumber): Days => ({ from: dayOf(from), to: dayOf(to) });

/** Monday is 0. Day 0 was a Thursday. */
const weekdayOf = (number: DayNumber): number => (number + 3) % 7;
const dayOfMonth = (date: LocalDay): number => Number(date.slice(8));
const firstOfMonth = (number: DayNumber): DayNumber => number - dayOfMonth(dayOf(number)) + 1;

/** A span until today, and as many days of the one before; a shorter month is compared whole. */
export function spanDays(span: StatsSpan, now: Instant): { readonly shown: Days; readonly before: Days } {
  const today = dayNumberAt(now);
  switch (span) {
    case 'today':
      return { shown: days(today, today), before: days(today - 1, today - 1) };
    case 'week': {
      const monday = today - weekdayOf(today);
      return { shown: days(monday, today), before: days(monday - 7, today - 7) };
    }
    case 'month': {
      const first = firstOfMonth(today);
      const firstBefore = firstOfMonth(first - 1);
      const lastBefore = Math.min(firstBefore + (today - first), first - 1);
      return { shown: days(first, today), before: days(firstBefore, lastBefore) };
    }
  }
}

/** Each date of some days. */
export function datesOf({ from, to }: Days): readonly LocalDay[] {
  const first = dayNumberOf(from);
  return Array.from({ length: dayNumberOf(to) - first + 1 }, (_, index) => dayOf(first + index));
}

/** 1 (Monday) … 7, for each weekday that some days contain. */
export function weekdaysOf(shown: Days): readonly number[] {
  const found = datesOf(shown).map((date) => weekdayOf(dayNumberOf(date)) + 1);
  return [...new Set(found)].sort((one, other) => one - other);
}

import * as z from 'zod/mini';
import type { LocalDay } from '../../shared/engine/calendar/local-day.ts';
import type { CalendarContent, PolicyContent } from '../../shared/policies/policy.ts';
import { calendarShape, holidaysShape, policyShape } from '../../shared/policies/policy-shape.ts';

/** Parses a file. Throws an error with one line for each fault and its path. */
function parsed<Shape extends z.ZodMiniType>(shape: Shape, json: string): z.output<Shape> {
  const found = shape.safeParse(JSON.parse(json));
  if (!found.success) throw new Error(z.prettifyError(found.error));
  return found.data;
}

/** Reads the file of a policy (JSON). JSON has no `undefined`, so the parsed value matches the exact type. */
export const readPolicy = (json: string): PolicyContent => parsed(policyShape(), json) as PolicyContent;

export const readCalendar = (json: string): CalendarContent => parsed(calendarShape(), json);

/** The days of a public-holiday notice. */
export interface HolidaysFile {
  readonly daysOff: readonly LocalDay[];
  readonly makeUpDays: readonly LocalDay[];
  readonly horizon: LocalDay;
  /** Replaces the known days from this day on, for a notice that corrects an earlier one. */
  readonly from?: LocalDay;
  /** The version of the resulting calendar; the horizon by default. */
  readonly version?: string;
}

/** Reads the file of a notice of holidays (JSON). */
export const readHolidays = (json: string): HolidaysFile =>
  parsed(
    z.extend(holidaysShape(), {
      from: z.exactOptional(holidaysShape().shape.horizon),
      version: z.exactOptional(z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/))),
    }),
    json,
  );

/** Adds the days of a notice to the calendar in use. Local days sort as text. */
export function withHolidays(calendar: CalendarContent, notice: HolidaysFile): CalendarContent {
  const { daysOff, makeUpDays, horizon, from, version = horizon } = notice;
  const kept = (days: readonly LocalDay[]) => days.filter((day) => from === undefined || day < from);
  const union = (known: readonly LocalDay[], added: readonly LocalDay[]) =>
    [...new Set([...kept(known), ...added])].toSorted();
  const { holidays } = calendar;
  return {
    ...calendar,
    version,
    holidays: {
      daysOff: union(holidays.daysOff, daysOff),
      makeUpDays: union(holidays.makeUpDays, makeUpDays),
      horizon,
    },
  };
}

import * as z from 'zod/mini';
import './english-faults.ts';
import type { LocalDay } from '../engine/calendar/local-day.ts';
import { OperatorFault } from '../engine/operator-fault.ts';
import { type ChannelsContent, channelsShape } from '../policies/channels-content.ts';
import type { CalendarContent, PolicyContent } from '../policies/policy.ts';
import { calendarShape, holidaysShape, policyShape } from '../policies/policy-shape.ts';

/** Parses a file. Throws an error with one line for each fault and its path. */
function parsed<Shape extends z.ZodMiniType>(what: string, shape: Shape, json: string): z.output<Shape> {
  const found = shape.safeParse(parsedJson(what, json));
  if (!found.success) throw new OperatorFault(`The ${what} is refused:\n${z.prettifyError(found.error)}`);
  return found.data;
}

function parsedJson(what: string, json: string): unknown {
  try {
    // Editors on Windows begin a file with a byte order mark.
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new OperatorFault(
      `The ${what} is not JSON: ${error instanceof Error ? error.message : 'it does not parse'}`,
    );
  }
}

/** Reads the file of a policy (JSON). JSON has no `undefined`, so the parsed value matches the exact type. */
export const readPolicy = (json: string): PolicyContent =>
  parsed('policy', policyShape(), json) as PolicyContent;

export const readCalendar = (json: string): CalendarContent => parsed('calendar', calendarShape(), json);

/** Reads the file of a station's channels (JSON). It holds no secret: a field that no channel has is refused. */
export const readChannels = (json: string): ChannelsContent =>
  parsed('channels', channelsShape(), json) as ChannelsContent;

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
    'notice of holidays',
    z.extend(holidaysShape(), {
      from: z.exactOptional(holidaysShape().shape.horizon),
      version: z.exactOptional(z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/))),
    }),
    json,
  );

/** Notices come out a year ahead. */
const HORIZON_YEARS_MAX = 2;

/** Adds the days of a notice to the calendar in use. Local days sort as text. */
export function withHolidays(calendar: CalendarContent, notice: HolidaysFile): CalendarContent {
  const { daysOff, makeUpDays, horizon, from, version = horizon } = notice;
  const kept = (days: readonly LocalDay[]) => days.filter((day) => from === undefined || day < from);
  const union = (known: readonly LocalDay[], added: readonly LocalDay[]) =>
    [...new Set([...kept(known), ...added])].toSorted();
  const { holidays } = calendar;
  if (horizon < holidays.horizon && from === undefined) {
    throw new OperatorFault(
      `The days are known through ${holidays.horizon} already; a notice that corrects them needs "from".`,
    );
  }
  if (Number(horizon.slice(0, 4)) > Number(holidays.horizon.slice(0, 4)) + HORIZON_YEARS_MAX) {
    throw new OperatorFault(`The days through ${horizon} cannot have been announced yet.`);
  }
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

import { signal } from '@preact/signals';
import { DAY, HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { deadlineTime, type LocalTime, localTime } from '../../../shared/engine/calendar/local-time.ts';
import { say, words } from './words.ts';

/** By how much the service's clock is ahead of this machine's, which nobody may have set. */
const ahead = signal(0);
const tick = signal(0);

export function setTime(now: string): void {
  ahead.value = Date.parse(now) - Date.now();
}

/** Whole minutes are shown, so what depends on the time is drawn anew every quarter of one. */
export const startTicking = (): void => {
  setInterval(() => {
    tick.value += 1;
  }, MINUTE / 4);
};

/** The time of the service. What reads it is drawn anew as time passes. */
export function now(): Instant {
  void tick.value;
  return Date.now() + ahead.value;
}

/** `12 分`, `3 小时`, `2 天`: one unit, since nobody counts on the second. */
export function span(milliseconds: number): string {
  const { minutes, hours, days } = words().time;
  const length = Math.abs(milliseconds);
  if (length < 90 * MINUTE) return say(minutes, { n: Math.max(0, Math.round(length / MINUTE)) });
  if (length < 2 * DAY) return say(hours, { n: Math.round(length / HOUR) });
  return say(days, { n: Math.round(length / DAY) });
}

/** `3 小时 20 分`, for a sum that a reader may want to check. */
export function exactSpan(minutes: number): string {
  const time = words().time;
  const rest = minutes % 60;
  const whole = Math.floor(minutes / 60);
  return [
    whole > 0 ? say(time.hours, { n: whole }) : '',
    rest > 0 || whole === 0 ? say(time.minutes, { n: rest }) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** `今天`, `周一`, `11 月 3 日`: a day as people say it, as far as it is from today. */
function named({ day, date }: LocalTime): string {
  const { today, tomorrow, yesterday, weekdays } = words().time;
  const distance = day - localTime(now()).day;
  const near = { 0: today, 1: tomorrow, '-1': yesterday }[distance];
  if (near !== undefined) return near;
  // Day 0 was a Thursday.
  const weekday = weekdays[(((day + 4) % 7) + 7) % 7] ?? '';
  return Math.abs(distance) < 7 ? weekday : calendarDay(date);
}

/** `11 月 3 日`: a date, however near it is. */
export function calendarDay(date: string): string {
  const [, month = 0, dayOfMonth = 0] = date.split('-').map(Number);
  return say(words().time.monthDay, { month, day: dayOfMonth });
}

/** The day of an instant. */
export const day = (at: string): string => named(localTime(Date.parse(at)));

/** A time of today stands alone. */
function shown(at: LocalTime): string {
  return at.day === localTime(now()).day ? at.time : `${named(at)} ${at.time}`;
}

/** When something happened: `14:20` today, `昨天 14:20`, `周一 14:20`, `11 月 3 日 14:20`. */
export const moment = (at: string): string => shown(localTime(Date.parse(at)));

/** Until when; midnight is 24:00 of the day that it ends. */
export const deadline = (at: string): string => shown(deadlineTime(Date.parse(at)));

/** A local day and time as a field of the kind `datetime-local` has it. The room is in one time zone. */
export const asField = (at: Instant): string => {
  const { date, time } = localTime(at);
  return `${date}T${time}`;
};
/** @returns undefined for a field that was emptied */
export function fromField(value: string): string | undefined {
  const at = Date.parse(`${value}:00+08:00`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

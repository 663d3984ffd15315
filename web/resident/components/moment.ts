import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { dayNumberAt } from '../../../shared/engine/calendar/local-day.ts';
import { deadlineTime, type LocalTime, localTime } from '../../../shared/engine/calendar/local-time.ts';
import { fill } from '../../../shared/locales/fill.ts';
import type { FrameWords } from '../../../shared/locales/page-words.ts';
import type { StepCode } from '../../../shared/locales/step-codes.ts';

/** The day in words: today, tomorrow, yesterday, or its date. */
export function dayName({ day, date }: LocalTime, now: Instant, words: FrameWords): string {
  const near = { '0': words.today, '1': words.tomorrow, '-1': words.yesterday };
  const [, month, dayOfMonth] = date.split('-').map(Number);
  const daysAway = String(day - dayNumberAt(now));
  return near[daysAway as keyof typeof near] ?? fill(words.date, { month: month ?? 0, day: dayOfMonth ?? 0 });
}

/** `今天 15:20`. */
export const dayAndTime = (at: LocalTime, now: Instant, words: FrameWords): string =>
  `${dayName(at, now, words)} ${at.time}`;

/** `15:20`, with the day unless it is today. */
export const timeNear = (at: LocalTime, now: Instant, words: FrameWords): string =>
  at.day === dayNumberAt(now) ? at.time : dayAndTime(at, now, words);

/** The time of a next step: an appointment begins then, anything else must be done by then. */
export const stepTime = (step: StepCode, by: Instant): LocalTime =>
  step === 'appointment' ? localTime(by) : deadlineTime(by);

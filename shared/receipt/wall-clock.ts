import { fromIso } from '../engine/calendar/instant.ts';
import { deadlineTime, type LocalTime, localTime } from '../engine/calendar/local-time.ts';

/** The station's local time of an event, such as `2026-10-01 16:08`. */
export const wallClock = (iso: string): string => written(localTime(fromIso(iso) ?? Number.NaN));

/** The station's local time of a deadline; midnight ends a day: `2026-10-01 24:00`. */
export const wallClockDeadline = (iso: string): string => written(deadlineTime(fromIso(iso) ?? Number.NaN));

const written = ({ date, time }: LocalTime): string => `${date} ${time}`;

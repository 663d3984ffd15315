import { fromIso, HOUR, MINUTE } from '../engine/calendar/instant.ts';
import { localDayAt, timeOfDayMs } from '../engine/calendar/local-day.ts';

/** The station's local time, such as `2026-10-01 16:08`. */
export function wallClock(iso: string): string {
  const at = fromIso(iso) ?? Number.NaN;
  const ms = timeOfDayMs(at);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${localDayAt(at)} ${two(ms / HOUR)}:${two((ms % HOUR) / MINUTE)}`;
}

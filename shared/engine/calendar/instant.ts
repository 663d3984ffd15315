/**
 * A point in time as epoch milliseconds (UTC). Numbers are compared and added without allocation, which the sweep and
 * the simulator depend on; ISO 8601 is used at the borders only.
 */
export type Instant = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** `2026-10-01T08:00:00.000Z`: of fixed width, so that sorting by text sorts by time. */
export const toIso = (at: Instant): string => new Date(at).toISOString();

/** Parses an ISO 8601 instant; `undefined` for any other text. */
export function fromIso(text: string): Instant | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

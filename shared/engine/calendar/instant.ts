/**
 * A point in time as epoch milliseconds (UTC). Numbers compare, add and fold without allocation, which the
 * sweep and the simulator live on; ISO 8601 is spoken at the borders only.
 */
export type Instant = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** `2026-10-01T08:00:00.000Z`, fixed width, so that text order is time order. */
export const toIso = (at: Instant): string => new Date(at).toISOString();

/** Reads an ISO 8601 instant; `undefined` when the text is not one. */
export function fromIso(text: string): Instant | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

import { DAY, type Instant, MINUTE } from '../calendar/instant.ts';
import { isUrgent, type Priority } from '../priority.ts';

/** Attempts after which a message is given up, 7 to 10 hours after the first: then a person must find another way. */
export const SEND_ATTEMPTS_MAX = 12;
const SEND_PAUSE_MAX = 60 * MINUTE;

/** When a message is offered again unless it was sent: `attempts` counts those made before this one. */
export function retryAt(priority: Priority, attempts: number, now: Instant): Instant {
  const firstMs = isUrgent(priority) ? MINUTE : 5 * MINUTE;
  return now + Math.min(firstMs * 2 ** attempts, SEND_PAUSE_MAX);
}

/** A row that failed this often waits for a day at a time, so that the healthy ones are served and somebody looks. */
export const ROW_FAILURES_MAX = 5;

/** When a row that failed is tried again: after 1, 2, 4, 8 and 16 minutes, then daily. */
export const parkedUntil = (failures: number, now: Instant): Instant =>
  now + (failures > ROW_FAILURES_MAX ? DAY : MINUTE * 2 ** (failures - 1));

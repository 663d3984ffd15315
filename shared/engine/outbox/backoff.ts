import { type Instant, MINUTE } from '../calendar/instant.ts';
import { isUrgent, type Priority } from '../priority.ts';
import type { Delivery } from './delivery.ts';

/**
 * Attempts before a delivery is given up, 7 to 10 hours after the first; then staff must reach the addressee otherwise.
 */
export const SEND_ATTEMPTS_MAX = 12;
const SEND_PAUSE_MAX = 60 * MINUTE;

/** When a delivery is offered again unless this attempt succeeds; `attempts` counts those made before this one. */
export function retryAt(priority: Priority, attempts: number, now: Instant): Instant {
  const firstMs = isUrgent(priority) ? MINUTE : 5 * MINUTE;
  return now + Math.min(firstMs * 2 ** attempts, SEND_PAUSE_MAX);
}

/**
 * How long the stream has to announce a message that is not urgent. The sweep offers it then, unless it has ended. So a
 * message that is sent at once takes its place among what is due only once.
 */
export const ANNOUNCED_WITHIN = 2 * MINUTE;

/** Longer than a sender takes from its claim on, after which its process is ended. */
const SENDING_MAX = MINUTE;

/** The earliest due time that a claim may leave as it is: until then no other sender takes its message. */
export const keptFrom = (now: Instant): Instant => now + SENDING_MAX;

/** When a delivery is offered again unless the attempt that begins now succeeds. The first may leave the due time as it is. */
export function nextDueAt(delivery: Delivery, priority: Priority, now: Instant): Instant {
  const { announced, attempts, dueAt } = delivery;
  const isKept = announced && attempts === 0 && dueAt !== undefined && dueAt >= keptFrom(now);
  return isKept ? dueAt : retryAt(priority, attempts, now);
}

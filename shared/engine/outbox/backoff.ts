import { type Instant, MINUTE } from '../calendar/instant.ts';
import { isUrgent, type Priority } from '../priority.ts';

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

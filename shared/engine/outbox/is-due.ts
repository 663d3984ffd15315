import { type Instant, SECOND } from '../calendar/instant.ts';
import type { Delivery } from './delivery.ts';

/** The clocks of two machines may differ by this much without a delivery counting as early. */
const SKEW_MAX = 5 * SECOND;

/** The latest due time of what may be sent at `now`. */
export const dueBy = (now: Instant): Instant => now + SKEW_MAX;

/** Whether a delivery may be sent at `now`. */
export const isDue = (
  { dueAt = 0, ...delivery }: Pick<Delivery, 'dueAt' | 'announced' | 'attempts' | 'held'>,
  now: Instant,
): boolean => dueAt <= dueBy(now) || isAnnounced(delivery);

/** Whether its first attempt is made as soon as it is heard of. */
const isAnnounced = ({ announced, attempts, held }: Pick<Delivery, 'announced' | 'attempts' | 'held'>) =>
  announced === true && attempts === 0 && !held;

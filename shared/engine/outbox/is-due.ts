import { type Instant, SECOND } from '../calendar/instant.ts';
import type { Delivery } from './delivery.ts';

/** The clocks of two machines may differ by this much without a delivery counting as early. */
const SKEW_MAX = 5 * SECOND;

/** Whether a delivery may be sent at `now`. */
export const isDue = ({ dueAt = 0 }: Pick<Delivery, 'dueAt'>, now: Instant): boolean =>
  dueAt <= now + SKEW_MAX;

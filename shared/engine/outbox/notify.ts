import type { Instant } from '../calendar/instant.ts';
import { isUrgent } from '../priority.ts';
import { deliveryId } from './delivery-id.ts';
import { isDue } from './is-due.ts';
import { audienceOf } from './message.ts';
import type { NotifyWorld } from './notify-world.ts';
import type { Offer } from './offer.ts';
import type { Outcome } from './outcome.ts';
import { sendHeld, sendInOrder } from './send-in-order.ts';
import { type OfStaff, sendToStaff } from './send-to-staff.ts';
import type { Ended } from './send-together.ts';

/** The outcome of an offer. */
export type Notified = OfStaff & {
  /** Other messages of the same aggregate that were sent with this one, or in their order before or after it. */
  readonly others?: readonly Other[];
};
export type Other = Outcome & { readonly delivery: string; readonly attempt: number };

/**
 * Sends one offered delivery, or returns why not. Each attempt is made once, however often it is offered: the claim
 * moves the row's due time, so after any failure from there on the sweep offers it again.
 */
export async function notify(
  world: NotifyWorld,
  { subject, attempt }: Offer,
  now: Instant,
): Promise<Notified> {
  const delivery = await world.store.loadDelivery(subject);
  if (delivery?.state !== 'pending' || delivery.attempts !== attempt) return { outcome: 'stale' };
  if (!isDue(delivery, now)) return { outcome: 'stale' };
  if (subject.about !== 'aggregate') return sendToStaff(world, delivery, now);
  if (audienceOf(delivery.message) === 'resident') {
    const [outcome, ...others] = await sendInOrder(world, { ...delivery, subject }, now);
    return withOthers(outcome, others);
  }
  const notified = await sendToStaff(world, delivery, now);
  const { calendars } = await world.policies.current(subject.key.station);
  const isNightlyAlarm = isUrgent(delivery.priority) && calendars.isQuiet(now);
  return isNightlyAlarm ? withOthers(notified, await sendHeld(world, subject.key, now)) : notified;
}

const withOthers = (notified: Notified, others: readonly Ended[]): Notified =>
  others.length === 0 ? notified : { ...notified, others: others.map(otherOf) };

const otherOf = ([{ subject, attempts }, outcome]: Ended): Other => ({
  ...outcome,
  delivery: deliveryId(subject),
  attempt: attempts - 1,
});

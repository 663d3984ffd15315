import type { Instant } from '../calendar/instant.ts';
import { isUrgent } from '../priority.ts';
import { keptFrom, retryAt } from './backoff.ts';
import { stationOf } from './delivery.ts';
import { deliveryId } from './delivery-id.ts';
import { dueBy, isDue } from './is-due.ts';
import { type Audience, audienceOf } from './message.ts';
import type { NotifyWorld } from './notify-world.ts';
import type { Offer } from './offer.ts';
import type { Outcome } from './outcome.ts';
import { releaseHeld, sendFirst, sendHeld, sendInOrder } from './send-in-order.ts';
import { type OfStaff, sendClaimed, sendToStaff } from './send-to-staff.ts';
import type { Ended } from './send-together.ts';

/** The outcome of an offer. */
export type Notified = OfStaff & {
  /** Other messages of the same aggregate that were sent with this one, or in their order before or after it. */
  readonly others?: readonly Other[];
};
export type Other = Outcome & { readonly delivery: string; readonly attempt: number };

/**
 * Sends one offered delivery, or returns why not. Each attempt is made once, however often it is offered: the claim
 * leaves a later due time, so after any failure from there on the sweep offers it again. A message that goes alone is
 * claimed at once, and the claim returns its row.
 */
export async function notify(world: NotifyWorld, offer: Offer, now: Instant): Promise<Notified> {
  const { subject, attempt, priority, audience } = offer;
  if (audience !== undefined && isOthers(world, audience)) return { outcome: 'stale' };
  const { calendars } = await world.policies.current(stationOf(subject));
  // By night it depends on the message whether it waits for the morning, so it is read first.
  if (priority === undefined || calendars.isQuiet(now)) return readAndNotify(world, offer, now);
  const offered = { subject, attempts: attempt };
  const unread = { dueBy: dueBy(now), keptFrom: keptFrom(now) };
  const claimed = await world.store.claim(offered, retryAt(priority, attempt, now), unread);
  if (claimed === undefined) return { outcome: 'stale' };
  const isToResident = audienceOf(claimed.message) === 'resident';
  if (!isToResident || subject.about !== 'aggregate') return sendClaimed(world, claimed, now);
  const [outcome, ...others] = await sendFirst(world, { ...claimed, subject }, now);
  return withOthers(outcome, others);
}

async function readAndNotify(
  world: NotifyWorld,
  { subject, attempt }: Offer,
  now: Instant,
): Promise<Notified> {
  const delivery = await world.store.loadDelivery(subject);
  if (delivery?.state !== 'pending' || delivery.attempts !== attempt) return { outcome: 'stale' };
  if (!isDue(delivery, now) || isOthers(world, audienceOf(delivery.message))) return { outcome: 'stale' };
  if (subject.about !== 'aggregate') return sendToStaff(world, delivery, now);
  if (audienceOf(delivery.message) === 'resident') {
    const [outcome, ...others] = await sendInOrder(world, { ...delivery, subject }, now);
    return withOthers(outcome, others);
  }
  const notified = await sendToStaff(world, delivery, now);
  const { calendars } = await world.policies.current(subject.key.station);
  const isNightlyAlarm = isUrgent(delivery.priority) && calendars.isQuiet(now);
  if (!isNightlyAlarm) return notified;
  if (!isOthers(world, 'resident')) return withOthers(notified, await sendHeld(world, subject.key, now));
  await releaseHeld(world, subject.key, now);
  return notified;
}

/** Whether messages to this audience are sent by another function. */
const isOthers = ({ serves }: NotifyWorld, audience: Audience): boolean =>
  serves !== undefined && serves !== audience;

const withOthers = (notified: Notified, others: readonly Ended[]): Notified =>
  others.length === 0 ? notified : { ...notified, others: others.map(otherOf) };

const otherOf = ([{ subject, attempts }, outcome]: Ended): Other => ({
  ...outcome,
  delivery: deliveryId(subject),
  attempt: attempts - 1,
});

import type { Instant } from '../calendar/instant.ts';
import { SEND_ATTEMPTS_MAX } from './backoff.ts';
import type { AggregateSubject, Delivery } from './delivery.ts';
import type { NotifyWorld } from './notify-world.ts';
import type { Outcome, WhyDead } from './outcome.ts';
import { reportFailure } from './report-failure.ts';
import type { Sent } from './send-notice.ts';

/** Ends an attempt by what the channel answered: the delivery is sent, tried again later, or given up. */
export async function finish(
  world: NotifyWorld,
  delivery: Delivery,
  sent: Sent,
  now: Instant,
): Promise<Outcome> {
  const { kind } = delivery.message;
  if (sent === 'sent') {
    await world.store.settle(delivery, 'sent');
    return { outcome: 'sent', kind };
  }
  if (sent !== 'channel-failed') return giveUp(world, delivery, sent, now);
  if (delivery.attempts < SEND_ATTEMPTS_MAX) return { outcome: 'retry-later', kind, why: sent };
  return giveUp(world, delivery, 'attempts-exhausted', now);
}

/** Ends a delivery that a later message of the same aggregate to the same resident has told. */
export async function folded(
  { store }: NotifyWorld,
  delivery: Delivery,
  by: AggregateSubject,
): Promise<Outcome> {
  await store.settle(delivery, 'folded', `${by.version}#${by.index}`);
  return { outcome: 'folded', kind: delivery.message.kind };
}

/**
 * Gives a delivery up. The failure is recorded on the aggregate before the delivery is settled: a crash in between
 * repeats both, and recording twice changes nothing. A brief or digest belongs to no single aggregate; operators find
 * it among the dead deliveries.
 */
export async function giveUp(
  world: NotifyWorld,
  delivery: Delivery,
  why: WhyDead,
  now: Instant,
): Promise<Outcome> {
  const { subject } = delivery;
  if (subject.about === 'aggregate') {
    const reason = why === 'unstaffed' ? 'unstaffed' : 'dead';
    await reportFailure(world, { ...delivery, subject }, reason, now);
  }
  return dead(world, delivery, why);
}

export async function dead({ store }: NotifyWorld, delivery: Delivery, why: WhyDead): Promise<Outcome> {
  await store.settle(delivery, 'dead', why);
  return { outcome: 'dead', kind: delivery.message.kind, why };
}

export async function suppress({ store }: NotifyWorld, delivery: Delivery, why: string): Promise<Outcome> {
  await store.settle(delivery, 'suppressed', why);
  return { outcome: 'suppressed', kind: delivery.message.kind, why };
}

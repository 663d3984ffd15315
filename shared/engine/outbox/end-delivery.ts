import { HOUR, type Instant } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import { SEND_ATTEMPTS_MAX } from './backoff.ts';
import { isOfSeveral, waitingSubject } from './batching/wait-together.ts';
import { type AggregateSubject, type Delivery, stationOf } from './delivery.ts';
import { audienceOf } from './message.ts';
import type { NotifyWorld } from './notify-world.ts';
import type { LastTry, Outcome, WhyDead } from './outcome.ts';
import { reportFailure } from './report-failure.ts';
import { isOverBudget, type Sent } from './send-notice.ts';
import { STUCK_ATTEMPTS } from './stuck.ts';

/** A receiver that asks for more time than this is asked again sooner. */
const WAIT_MAX = HOUR;

/** Ends an attempt by what the channels answered: the delivery is sent, tried again later, or given up. */
export async function finish(
  world: NotifyWorld,
  delivery: Delivery,
  sent: Sent,
  now: Instant,
): Promise<Outcome> {
  const { kind } = delivery.message;
  if (sent.sent === 'sent') {
    const { channel, receipt } = sent;
    await world.store.settle(delivery, 'sent', defined({ channel, receipt }));
    return { outcome: 'sent', kind };
  }
  // A station need not tell residents anything but on their pages.
  if (sent.sent === 'no-channel' && audienceOf(delivery.message) === 'resident')
    return suppress(world, delivery, 'no-route');
  if (sent.sent === 'no-channel') return giveUp(world, delivery, sent.sent, now);
  if (sent.sent === 'throttled') return putOff(world, delivery, sent, now);
  if (isOverBudget(sent)) return suppress(world, delivery, 'budget');
  const { channel, code } = sent;
  if (sent.sent === 'channel-refused') return giveUp(world, delivery, sent.sent, now, { channel, code });
  if (delivery.attempts >= SEND_ATTEMPTS_MAX)
    return giveUp(world, delivery, 'attempts-exhausted', now, { channel, code });
  const { retryAfterMs = 0 } = sent;
  const until = now + Math.min(retryAfterMs, WAIT_MAX);
  const isLater = retryAfterMs > 0 && until > (delivery.dueAt ?? now);
  if (isLater) await world.store.attemptFailed(delivery, until);
  else if (delivery.attempts >= STUCK_ATTEMPTS) await world.store.attemptFailed(delivery);
  return { outcome: 'retry-later', kind, why: sent.sent, channel, code };
}

/** The messages that a delivery stands for because they waited for their channel, each as it was decided. */
async function toldBy(
  { store }: NotifyWorld,
  delivery: Delivery,
): Promise<readonly Delivery<AggregateSubject>[]> {
  const { digestContent: content } = delivery;
  if (content === undefined || !isOfSeveral(delivery)) return [];
  const station = stationOf(delivery.subject);
  const subjects = content.ids.map((id) => waitingSubject(content, station, id));
  // Each has its own kind and level: a level that reaches nobody goes up at once.
  return Promise.all(
    subjects.map(async (subject) => ({ ...((await store.loadDelivery(subject)) ?? delivery), subject })),
  );
}

/**
 * Leaves a delivery for the next minute of its channel, or of its sender. No attempt was made for those who wait, so none
 * is counted; those told before are kept, so there are fewer of them each time.
 */
async function putOff(
  { store }: NotifyWorld,
  delivery: Delivery,
  { channel, retryAfterMs }: Extract<Sent, { sent: 'throttled' }>,
  now: Instant,
): Promise<Outcome> {
  await store.putOff(delivery, now + retryAfterMs);
  return { outcome: 'retry-later', kind: delivery.message.kind, why: 'throttled', ...defined({ channel }) };
}

/** Ends a delivery that a later message of the same aggregate to the same resident has told. */
export async function folded(
  { store }: NotifyWorld,
  delivery: Delivery,
  by: AggregateSubject,
): Promise<Outcome> {
  await store.settle(delivery, 'folded', { reason: `${by.version}#${by.index}` });
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
  last: LastTry = {},
): Promise<Outcome> {
  const { subject } = delivery;
  const reason = why === 'unstaffed' ? 'unstaffed' : 'dead';
  if (subject.about === 'aggregate') await reportFailure(world, { ...delivery, subject }, reason, now);
  for (const told of await toldBy(world, delivery)) await reportFailure(world, told, reason, now);
  return dead(world, delivery, why, last);
}

export async function dead(
  { store }: NotifyWorld,
  delivery: Delivery,
  why: WhyDead,
  last: LastTry = {},
): Promise<Outcome> {
  await store.settle(delivery, 'dead', { reason: why, ...defined({ channel: last.channel }) });
  return { outcome: 'dead', kind: delivery.message.kind, why, ...last };
}

export async function suppress({ store }: NotifyWorld, delivery: Delivery, why: string): Promise<Outcome> {
  await store.settle(delivery, 'suppressed', { reason: why });
  return { outcome: 'suppressed', kind: delivery.message.kind, why };
}

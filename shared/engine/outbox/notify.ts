import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import { type Instant, SECOND } from '../calendar/instant.ts';
import { isUrgent } from '../priority.ts';
import type { StationId } from '../scope.ts';
import type { EngineWorld } from '../world.ts';
import { retryAt, SEND_ATTEMPTS_MAX } from './backoff.ts';
import { batchMessage } from './batch-message.ts';
import type { Channel } from './channel.ts';
import { type AggregateSubject, type Delivery, stationOf } from './delivery.ts';
import { audienceOf } from './message.ts';
import { foldIntoBrief, type MorningBrief } from './morning-brief.ts';
import { envelopeOf } from './notice.ts';
import type { Offer } from './offer.ts';
import type { Person, Roster } from './person.ts';
import { reportFailure } from './report-failure.ts';
import { addressees } from './roster.ts';
import { type Sent, sendNotice } from './send-notice.ts';

/** The result of an offer, as codes, since it is logged; it must not hold personal data. */
type Outcome =
  | { readonly outcome: 'sent'; readonly kind: string }
  | { readonly outcome: 'suppressed'; readonly kind: string; readonly why: string }
  | { readonly outcome: 'retry-later'; readonly kind: string; readonly why: WhyLater }
  | { readonly outcome: 'dead'; readonly kind: string; readonly why: WhyDead }
  | { readonly outcome: 'stale' };
/** With the number of roster entries that could not be read, if any. */
export type Notified = Outcome & { readonly rosterUnreadable?: number };
type WhyLater = 'channel-failed' | 'quiet-hours';
type WhyDead = 'unstaffed' | 'channel-refused' | 'attempts-exhausted' | 'no-channel' | 'aggregate-missing';

export type NotifyWorld = Pick<EngineWorld, 'store' | 'policies' | 'aggregates'> & {
  readonly channels: readonly Channel[];
  readonly people: { roster(station: StationId): Promise<Roster> };
  readonly brief: MorningBrief;
};
type People = readonly Person[];

const noPeople: Roster = { people: [], unreadable: 0 };

/** The clocks of two machines may differ by this much without a delivery counting as early. */
const SKEW_MAX = 5 * SECOND;

/**
 * Sends one offered delivery, or returns why not. Each attempt is made once, however often it is offered: the claim
 * moves the row's due time, so after any failure from there on the sweep offers it again.
 */
export async function notify(
  world: NotifyWorld,
  { subject, attempt }: Offer,
  now: Instant,
): Promise<Notified> {
  const { store, policies, people } = world;
  const delivery = await store.loadDelivery(subject);
  if (delivery?.state !== 'pending' || delivery.attempts !== attempt) return { outcome: 'stale' };
  if (delivery.dueAt !== undefined && delivery.dueAt > now + SKEW_MAX) return { outcome: 'stale' };
  const { priority, message } = delivery;
  const station = stationOf(subject);
  const { calendars } = await policies.current(station);
  const isQuiet = !isUrgent(priority) && calendars.isQuiet(now);
  const nextAt = isQuiet ? calendars.endOfQuiet(now) : retryAt(priority, attempt, now);
  const claimed = await store.claim(delivery, nextAt);
  if (claimed === undefined) return { outcome: 'stale' };
  if (isQuiet) return { outcome: 'retry-later', kind: message.kind, why: 'quiet-hours' };
  const roster = audienceOf(message) === 'staff' ? await people.roster(station) : noPeople;
  const outcome = await sendBySubject(world, claimed, roster.people, now);
  return { ...outcome, ...(roster.unreadable > 0 && { rosterUnreadable: roster.unreadable }) };
}

function sendBySubject(
  world: NotifyWorld,
  claimed: Delivery,
  roster: People,
  now: Instant,
): Promise<Outcome> {
  const { subject } = claimed;
  switch (subject.about) {
    case 'brief':
      return sendBrief(world, claimed, roster, now);
    case 'batch':
      return sendDigest(world, claimed, roster, now);
    case 'aggregate':
      return sendOfAggregate(world, { ...claimed, subject }, roster, now);
  }
}

async function sendOfAggregate(
  world: NotifyWorld,
  delivery: Delivery<AggregateSubject>,
  roster: People,
  now: Instant,
): Promise<Outcome> {
  const { message, createdAt, held, subject } = delivery;
  const { messages } = world.aggregates.of(subject.key.kind);
  const people = addressees(message, roster);
  const isForStaff = audienceOf(message) === 'staff';
  const mayBatch = delivery.batchable && !held && people.length > 0;
  if (mayBatch && (await batchMessage(world, delivery, now)) === 'batched') {
    return suppress(world, delivery, 'batched');
  }
  // Loaded last: a sent message must have been true less than ten seconds ago, so no slow call may follow before
  // sending.
  const found = await world.store.load(subject.key as AggregateKey<EngineState>);
  if (found === undefined) return dead(world, delivery, 'aggregate-missing');
  const stale = messages.whyStale(message, createdAt, found);
  if (stale !== undefined) return suppress(world, delivery, stale);
  if (held && isForStaff) {
    await foldIntoBrief(world, subject.key.station, delivery, roster, now);
    return suppress(world, delivery, 'in-brief');
  }
  if (people.length === 0 && isForStaff) return giveUp(world, delivery, 'unstaffed', now);
  // `finish` gives up at the limit; only crashes at every attempt lead beyond it.
  if (delivery.attempts > SEND_ATTEMPTS_MAX) return giveUp(world, delivery, 'attempts-exhausted', now);
  const { store, policies } = world;
  const notices = await messages.noticesOf(delivery, found, { store, policies, people, now });
  if (notices.length === 0) return suppress(world, delivery, 'nobody-reachable');
  const sent: Sent[] = [];
  for (const notice of notices) {
    sent.push(await sendNotice(world.channels, delivery.channel, notice, messages.textOf(notice)));
  }
  // If one failed, all are sent again; receivers recognise a repeat by its id.
  const worst = sent.find((one) => one === 'channel-failed') ?? sent.find((one) => one === 'sent') ?? sent[0];
  return finish(world, delivery, worst ?? 'no-channel', now);
}

async function sendBrief(
  world: NotifyWorld,
  delivery: Delivery,
  roster: People,
  now: Instant,
): Promise<Outcome> {
  const people = addressees(delivery.message, roster);
  const [first] = people;
  if (first === undefined) return giveUp(world, delivery, 'unstaffed', now);
  const counts = await world.brief.counts(first, now);
  const notice = { ...envelopeOf(delivery, people, now), about: 'brief', counts } as const;
  const text = world.brief.textOf(notice);
  return finish(world, delivery, await sendNotice(world.channels, delivery.channel, notice, text), now);
}

/** Sends one digest for a batch, unless all of its aggregates were opened meanwhile. */
async function sendDigest(
  world: NotifyWorld,
  delivery: Delivery,
  roster: People,
  now: Instant,
): Promise<Outcome> {
  const { subject, digestContent: content } = delivery;
  const people = addressees(delivery.message, roster);
  if (people.length === 0) return giveUp(world, delivery, 'unstaffed', now);
  if (delivery.attempts > SEND_ATTEMPTS_MAX) return giveUp(world, delivery, 'attempts-exhausted', now);
  if (content === undefined) return dead(world, delivery, 'aggregate-missing');
  const { messages } = world.aggregates.of(content.kind);
  const station = stationOf(subject);
  const found = await Promise.all(
    content.ids.map((id) =>
      world.store.load({ kind: content.kind, station, id } as AggregateKey<EngineState>),
    ),
  );
  const left = found.filter((state) => state !== undefined);
  const notice = messages.batching?.digestOf(delivery, content, left, { people, now });
  if (notice === undefined) return suppress(world, delivery, 'all-opened');
  const sent = await sendNotice(world.channels, delivery.channel, notice, messages.textOf(notice));
  return finish(world, delivery, sent, now);
}

async function finish(world: NotifyWorld, delivery: Delivery, sent: Sent, now: Instant): Promise<Outcome> {
  const { kind } = delivery.message;
  if (sent === 'sent') {
    await world.store.settle(delivery, 'sent');
    return { outcome: 'sent', kind };
  }
  if (sent !== 'channel-failed') return giveUp(world, delivery, sent, now);
  if (delivery.attempts < SEND_ATTEMPTS_MAX) return { outcome: 'retry-later', kind, why: sent };
  return giveUp(world, delivery, 'attempts-exhausted', now);
}

/**
 * Gives a delivery up. The failure is recorded on the aggregate before the delivery is settled: a crash in between
 * repeats both, and recording twice changes nothing. A brief or digest belongs to no single aggregate; operators find
 * it among the dead deliveries.
 */
async function giveUp(world: NotifyWorld, delivery: Delivery, why: WhyDead, now: Instant): Promise<Outcome> {
  const { subject } = delivery;
  if (subject.about === 'aggregate') {
    const reason = why === 'unstaffed' ? 'unstaffed' : 'dead';
    await reportFailure(world, { ...delivery, subject }, reason, now);
  }
  return dead(world, delivery, why);
}

async function dead({ store }: NotifyWorld, delivery: Delivery, why: WhyDead): Promise<Outcome> {
  await store.settle(delivery, 'dead', why);
  return { outcome: 'dead', kind: delivery.message.kind, why };
}

async function suppress({ store }: NotifyWorld, delivery: Delivery, why: string): Promise<Outcome> {
  await store.settle(delivery, 'suppressed', why);
  return { outcome: 'suppressed', kind: delivery.message.kind, why };
}

import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import { isUrgent } from '../priority.ts';
import { retryAt, SEND_ATTEMPTS_MAX } from './backoff.ts';
import { batchMessage } from './batch-message.ts';
import { type AggregateSubject, type Delivery, stationOf } from './delivery.ts';
import { dead, finish, giveUp, suppress } from './end-delivery.ts';
import { foldIntoBrief } from './morning-brief.ts';
import { envelopeOf } from './notice.ts';
import type { NotifyWorld } from './notify-world.ts';
import type { Outcome } from './outcome.ts';
import type { Person } from './person.ts';
import { addressees } from './roster.ts';
import { sendNotice } from './send-notice.ts';
import { sendTogether } from './send-together.ts';

type People = readonly Person[];

/** With the number of roster entries that could not be read, if any. */
export type OfStaff = Outcome & { readonly rosterUnreadable?: number };

/** Sends one offered delivery to staff: a message of an aggregate, a brief or a digest. These wait for no others. */
export async function sendToStaff(world: NotifyWorld, delivery: Delivery, now: Instant): Promise<OfStaff> {
  const { store, policies, people } = world;
  const { subject, priority, message } = delivery;
  const station = stationOf(subject);
  const { calendars } = await policies.current(station);
  const isQuiet = !isUrgent(priority) && calendars.isQuiet(now);
  const nextAt = isQuiet ? calendars.endOfQuiet(now) : retryAt(priority, delivery.attempts, now);
  const claimed = await store.claim(delivery, nextAt);
  if (claimed === undefined) return { outcome: 'stale' };
  if (isQuiet) return { outcome: 'retry-later', kind: message.kind, why: 'quiet-hours' };
  const roster = await people.roster(station);
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
  const { held, subject, by } = delivery;
  const addressed = addressees(delivery.message, roster);
  // Nobody is told of what they did themselves.
  const people = addressed.filter(({ person }) => person !== by);
  if (addressed.length > 0 && people.length === 0) return suppress(world, delivery, 'own-action');
  const mayBatch = delivery.batchable && !held && people.length > 0;
  if (mayBatch && (await batchMessage(world, delivery, now)) === 'batched') {
    return suppress(world, delivery, 'batched');
  }
  if (held || people.length === 0) {
    const why = await whyNotSent(world, delivery);
    if (why !== undefined) return why;
    if (people.length === 0 && !held) return giveUp(world, delivery, 'unstaffed', now);
    await foldIntoBrief(world, subject.key.station, delivery, roster, now);
    return suppress(world, delivery, 'in-brief');
  }
  const [ended] = await sendTogether(world, [delivery], people, now);
  if (ended === undefined) throw new Error('a message was neither sent nor ended');
  return ended[1];
}

/** Ends a message whose aggregate is gone, or whose reason is. */
async function whyNotSent(
  world: NotifyWorld,
  delivery: Delivery<AggregateSubject>,
): Promise<Outcome | undefined> {
  const { key } = delivery.subject;
  const found = await world.store.load(key as AggregateKey<EngineState>);
  if (found === undefined) return dead(world, delivery, 'aggregate-missing');
  const { messages } = world.aggregates.of(key.kind);
  const stale = messages.whyStale(delivery.message, delivery.createdAt, found);
  return stale === undefined ? undefined : suppress(world, delivery, stale);
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

import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import { isUrgent } from '../priority.ts';
import type { StationId } from '../scope.ts';
import { nextDueAt, SEND_ATTEMPTS_MAX } from './backoff.ts';
import { batchMessage } from './batching/batch-message.ts';
import { isOfSeveral, stillWaiting } from './batching/wait-together.ts';
import { type AggregateSubject, type Delivery, type DigestContent, stationOf } from './delivery.ts';
import { dead, finish, giveUp, suppress } from './end-delivery.ts';
import { foldIntoBrief } from './morning-brief.ts';
import { envelopeOf, type Notice } from './notice.ts';
import { type NotifyWorld, readNow } from './notify-world.ts';
import type { Outcome } from './outcome.ts';
import type { Person } from './person.ts';
import { readersOf } from './readers/readers.ts';
import { addressees } from './roster.ts';
import { addressedBy } from './route.ts';
import { type Outgoing, type Sent, sendNotice } from './send-notice.ts';
import { sendTogether } from './send-together.ts';
import { sendTest } from './test-channel.ts';

type People = readonly Person[];

/** With the number of roster entries that could not be read, if any. */
export type OfStaff = Outcome & { readonly rosterUnreadable?: number };

/** Sends one offered delivery to staff: a message of an aggregate, a brief or a digest. These wait for no others. */
export async function sendToStaff(world: NotifyWorld, delivery: Delivery, now: Instant): Promise<OfStaff> {
  const { store, policies } = world;
  const { subject, priority, message } = delivery;
  const { calendars } = await policies.current(stationOf(subject));
  const isQuiet = !isUrgent(priority) && calendars.isQuiet(now);
  const nextAt = isQuiet ? calendars.endOfQuiet(now) : nextDueAt(delivery, priority, now);
  const claimed = await store.claim(delivery, nextAt);
  if (claimed === undefined) return { outcome: 'stale' };
  if (isQuiet) return { outcome: 'retry-later', kind: message.kind, why: 'quiet-hours' };
  return sendClaimed(world, claimed, now);
}

/** Sends a delivery to staff that the caller has claimed. */
export async function sendClaimed(world: NotifyWorld, claimed: Delivery, now: Instant): Promise<OfStaff> {
  const station = stationOf(claimed.subject);
  const recent = await world.people.roster(station);
  // Whom a recent roster does not name may have been entered since, and a message without anybody is given up for good.
  const isAnybody = addressees(claimed.message, recent.people, now).length > 0;
  const roster = isAnybody ? recent : await world.people.roster(station, 'latest');
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
    case 'test':
      return sendTest(world, { ...claimed, subject }, roster, now);
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
  const addressed = addressees(delivery.message, roster, now);
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
  const people = addressees(delivery.message, roster, now);
  const [first] = people;
  if (first === undefined) return giveUp(world, delivery, 'unstaffed', now);
  // Only crashes at every attempt lead beyond the limit.
  if (delivery.attempts > SEND_ATTEMPTS_MAX) return giveUp(world, delivery, 'attempts-exhausted', now);
  const counts = await world.brief.counts(first, now);
  const notice = { ...envelopeOf(delivery, people, now), about: 'brief', counts } as const;
  const textOf = (one: Notice) => world.brief.textOf({ ...notice, language: one.language });
  return finish(world, delivery, await sendAlone(world, delivery, { notice, people, textOf }, now), now);
}

/** Sends one digest for a batch, unless all of its aggregates were opened meanwhile. */
async function sendDigest(
  world: NotifyWorld,
  delivery: Delivery,
  roster: People,
  now: Instant,
): Promise<Outcome> {
  const { subject, digestContent: content } = delivery;
  const people = addressees(delivery.message, roster, now);
  if (people.length === 0) return giveUp(world, delivery, 'unstaffed', now);
  if (delivery.attempts > SEND_ATTEMPTS_MAX) return giveUp(world, delivery, 'attempts-exhausted', now);
  if (content === undefined) return dead(world, delivery, 'aggregate-missing');
  const { batching, textOf } = world.aggregates.of(content.kind).messages;
  const station = stationOf(subject);
  const context = { people, now };
  const isStillTrue = readNow(world);
  const notice = isOfSeveral(delivery)
    ? batching?.severalOf(delivery, await stillWaiting(world, station, content), context)
    : batching?.digestOf(delivery, content, await allOf(world, station, content), context);
  if (notice === undefined) return suppress(world, delivery, 'all-opened');
  const outgoing = { notice, people, textOf, isStillTrue };
  return finish(world, delivery, await sendAlone(world, delivery, outgoing, now), now);
}

async function allOf(
  { store }: NotifyWorld,
  station: StationId,
  { kind, ids }: DigestContent,
): Promise<readonly EngineState[]> {
  const keys = ids.map((id) => ({ kind, station, id }) as AggregateKey<EngineState>);
  const found = await Promise.all(keys.map((key) => store.load(key)));
  return found.filter((state) => state !== undefined);
}

/** Sends the notice of a delivery that belongs to no single aggregate. */
function sendAlone(
  world: NotifyWorld,
  delivery: Delivery,
  given: Pick<Outgoing, 'notice' | 'people' | 'textOf' | 'isStillTrue'>,
  now: Instant,
): Promise<Sent> {
  const { message, priority, attempts } = delivery;
  const { notice, people } = given;
  const addressed = addressedBy(message, priority, notice.sensitive === true, people);
  const readers = readersOf(world, delivery);
  return sendNotice(world.channels, { ...given, addressed, readers, attempts }, now);
}

import type { Case } from '../../cases/case.ts';
import { type Suppression, suppression } from '../../cases/decisions/suppression.ts';
import { coReporterCases } from '../../cases/reading/co-reporter-cases.ts';
import type { Person, Roster } from '../../stations/person.ts';
import { type Instant, SECOND } from '../calendar/instant.ts';
import { isUrgent } from '../priority.ts';
import type { StationId } from '../scope.ts';
import type { World } from '../world.ts';
import { retryAt, SEND_ATTEMPTS_MAX } from './backoff.ts';
import { batchMessage } from './batch-message.ts';
import type { ChannelPort } from './channel.ts';
import type { Delivery, DeliverySubject } from './delivery.ts';
import { digestNow } from './digest-now.ts';
import { reportFailure } from './fail-delivery.ts';
import type { MessageKind } from './message.ts';
import { briefNotice, caseNotice, coReporterNotice, digestNotice } from './notice.ts';
import type { Offer } from './offer.ts';
import { addressees } from './roster.ts';
import { type Sent, sendNotice } from './send-notice.ts';
import { briefCounts, foldIntoBrief } from './staff-brief.ts';

/** What became of an offer, as codes: nothing here may hold a word about a person. */
type Outcome =
  | { readonly outcome: 'sent'; readonly kind: MessageKind }
  | { readonly outcome: 'suppressed'; readonly kind: MessageKind; readonly why: WhySuppressed }
  | { readonly outcome: 'retry-later'; readonly kind: MessageKind; readonly why: WhyLater }
  | { readonly outcome: 'dead'; readonly kind: MessageKind; readonly why: WhyDead }
  | { readonly outcome: 'stale' };
/** With how many entries of the roster could not be read on the way; absent where all could. */
export type Notified = Outcome & { readonly rosterUnreadable?: number };
type WhySuppressed = Suppression | 'in-brief' | 'nobody-reachable' | 'batched' | 'all-opened';
type WhyLater = 'channel-failed' | 'quiet-hours';
type WhyDead = 'unstaffed' | 'channel-refused' | 'attempts-exhausted' | 'no-channel' | 'case-missing';

type NotifyWorld = Pick<World, 'store' | 'policies'> & { readonly channels: readonly ChannelPort[] };
type People = readonly Person[];

const nobody: Roster = { people: [], unreadable: 0 };

/** The clocks of two machines: a message is not early for what they differ. */
const SKEW_MAX = 5 * SECOND;

/**
 * Sends one message that was offered, or says why not. However often one attempt is offered, it is made once: the
 * claim moves the row's due time, so whatever goes wrong from there on, the sweep offers it again.
 */
export async function notify(
  world: NotifyWorld,
  { subject, attempt }: Offer,
  now: Instant,
): Promise<Notified> {
  const { store, policies } = world;
  const delivery = await store.loadDelivery(subject);
  if (delivery?.state !== 'pending' || delivery.attempts !== attempt) return { outcome: 'stale' };
  if (delivery.dueAt !== undefined && delivery.dueAt > now + SKEW_MAX) return { outcome: 'stale' };
  const { priority, message } = delivery;
  const { calendars } = policies.current;
  const asleep = !isUrgent(priority) && calendars.isQuiet(now);
  const nextAt = asleep ? calendars.endOfQuiet(now) : retryAt(priority, attempt, now);
  const claimed = await store.claim(delivery, nextAt);
  if (claimed === undefined) return { outcome: 'stale' };
  if (asleep) return { outcome: 'retry-later', kind: message.kind, why: 'quiet-hours' };
  const asked = isForResidents(message) ? nobody : await store.roster(stationOf(subject));
  const { people: roster, unreadable: rosterUnreadable } = asked;
  const outcome = await sendAsMeant(world, claimed, roster, now);
  return { ...outcome, ...(rosterUnreadable > 0 && { rosterUnreadable }) };
}

function sendAsMeant(world: NotifyWorld, claimed: Delivery, roster: People, now: Instant): Promise<Outcome> {
  const { subject } = claimed;
  switch (subject.about) {
    case 'brief':
      return sendBrief(world, claimed, roster, now);
    case 'batch':
      return sendDigest(world, claimed, roster, now);
    case 'case':
      return sendAboutCase(world, claimed, subject, roster, now);
  }
}

/** Whose roster a message is read against. */
export const stationOf = (subject: DeliverySubject): StationId =>
  subject.about === 'case' ? subject.key.station : subject.station;

async function sendAboutCase(
  world: NotifyWorld,
  delivery: Delivery,
  { key }: Extract<DeliverySubject, { about: 'case' }>,
  roster: People,
  now: Instant,
): Promise<Outcome> {
  const { message, createdAt, held, channel } = delivery;
  const people = addressees(message, roster);
  const batchable = delivery.batchable && !held && people.length > 0;
  if (batchable && (await batchMessage(world, delivery, key, now)) === 'batched')
    return drop(world, delivery, 'batched');
  // Read last: what is sent must have been true less than ten seconds ago, so nothing slow may come after this.
  const found = await world.store.load(key);
  if (found === undefined) return dead(world, delivery, 'case-missing');
  const dropped = suppression(message, createdAt, found);
  if (dropped !== undefined) return drop(world, delivery, dropped);
  if (held && !isForResidents(message)) {
    await foldIntoBrief(world, key.station, delivery, roster, now);
    return drop(world, delivery, 'in-brief');
  }
  if (people.length === 0 && !isForResidents(message)) return giveUp(world, delivery, 'unstaffed', now);
  // Only a crash at every attempt leads beyond the limit; it must end as well.
  if (delivery.attempts > SEND_ATTEMPTS_MAX) return giveUp(world, delivery, 'attempts-exhausted', now);
  if (message.to === 'co-reporters') return sendToCoReporters(world, delivery, found, now);
  const notice = caseNotice(delivery, people, found, world.policies.of(found.policyVersion), now);
  return finish(world, delivery, await sendNotice(world.channels, channel, notice), now);
}

/** To each who joined, about their own number and in their own language. One that failed for now is tried with all. */
async function sendToCoReporters(
  world: NotifyWorld,
  delivery: Delivery,
  primary: Case,
  now: Instant,
): Promise<Notified> {
  const reached = (await coReporterCases(world.store, primary)).filter(({ reachable }) => reachable);
  if (reached.length === 0) return drop(world, delivery, 'nobody-reachable');
  const sent: Sent[] = [];
  for (const found of reached) {
    const notice = coReporterNotice(delivery, found, world.policies.of(found.policyVersion), now);
    sent.push(await sendNotice(world.channels, delivery.channel, notice));
  }
  const worst = sent.find((one) => one === 'channel-failed') ?? sent.find((one) => one === 'sent') ?? sent[0];
  return finish(world, delivery, worst ?? 'no-channel', now);
}

const isForResidents = ({ to }: Delivery['message']): boolean => to === 'resident' || to === 'co-reporters';

async function sendBrief(
  world: NotifyWorld,
  delivery: Delivery,
  roster: People,
  now: Instant,
): Promise<Outcome> {
  const people = addressees(delivery.message, roster);
  const [first] = people;
  if (first === undefined) return giveUp(world, delivery, 'unstaffed', now);
  const notice = briefNotice(delivery, people, await briefCounts(world, first, now), now);
  return finish(world, delivery, await sendNotice(world.channels, delivery.channel, notice), now);
}

/** One message for cases of low trust that came at once; unless somebody has opened all of them meanwhile. */
async function sendDigest(
  world: NotifyWorld,
  delivery: Delivery,
  roster: People,
  now: Instant,
): Promise<Outcome> {
  const people = addressees(delivery.message, roster);
  if (people.length === 0) return giveUp(world, delivery, 'unstaffed', now);
  if (delivery.attempts > SEND_ATTEMPTS_MAX) return giveUp(world, delivery, 'attempts-exhausted', now);
  const batch = await digestNow(world, delivery);
  if (batch.count === 0) return drop(world, delivery, 'all-opened');
  const notice = digestNotice(delivery, people, batch, now);
  return finish(world, delivery, await sendNotice(world.channels, delivery.channel, notice), now);
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
 * Nobody can be reached this way. The case hears of it before the message is settled: a crash in between repeats
 * both, and its hearing twice changes nothing. A brief is about no case; the operators see it among the dead.
 */
async function giveUp(world: NotifyWorld, delivery: Delivery, why: WhyDead, now: Instant): Promise<Outcome> {
  await reportFailure(world, delivery, why === 'unstaffed' ? 'unstaffed' : 'dead', now);
  return dead(world, delivery, why);
}

async function dead({ store }: NotifyWorld, delivery: Delivery, why: WhyDead): Promise<Outcome> {
  await store.settle(delivery, 'dead', why);
  return { outcome: 'dead', kind: delivery.message.kind, why };
}

async function drop({ store }: NotifyWorld, delivery: Delivery, why: WhySuppressed): Promise<Outcome> {
  await store.settle(delivery, 'suppressed', why);
  return { outcome: 'suppressed', kind: delivery.message.kind, why };
}

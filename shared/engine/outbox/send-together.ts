import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import { SEND_ATTEMPTS_MAX } from './backoff.ts';
import { type Crowd, waitTogether } from './batching/wait-together.ts';
import type { AggregateSubject, Delivery } from './delivery.ts';
import { dead, finish, folded, giveUp, suppress } from './end-delivery.ts';
import type { Notice } from './notice.ts';
import { type NotifyWorld, readNow, type StillTrue } from './notify-world.ts';
import type { Outcome } from './outcome.ts';
import type { Person } from './person.ts';
import { type Readers, readersOf } from './readers/readers.ts';
import { longestWait, nextSweep } from './readers/send-to-each.ts';
import { addressedBy, channelsFor } from './route.ts';
import { isOverBudget, type Outgoing, type Sent, sendNotice } from './send-notice.ts';

type Claimed = Delivery<AggregateSubject>;
export type Ended = readonly [Claimed, Outcome];

/**
 * Sends claimed messages of one aggregate to one addressee as one notice, which has the id of the last
 * of them and tells the others too. All share its fate: they are told with it, tried again, or given up.
 * @param people the staff addressed; empty for messages to a resident
 */
export async function sendTogether(
  world: NotifyWorld,
  claimed: readonly Claimed[],
  people: readonly Person[],
  now: Instant,
): Promise<readonly Ended[]> {
  const [first] = claimed;
  if (first === undefined) return [];
  const { key } = first.subject;
  const { messages } = world.aggregates.of(key.kind);
  // Loaded last: a sent message must have been true less than ten seconds ago, so no slow call may follow before
  // sending. So a recent read is enough, but none from before the newest of these messages was decided.
  const isStillTrue = readNow(world);
  const decided = Math.max(...claimed.map(({ subject }) => subject.version));
  const found = await world.store.load(key as AggregateKey<EngineState>, decided);
  if (found === undefined) return each(claimed, (one) => dead(world, one, 'aggregate-missing'));
  const whyNot = (one: Claimed): string | undefined => messages.whyStale(one.message, one.createdAt, found);
  const stale = await each(claimed, (one) => {
    const why = whyNot(one);
    if (why !== undefined) return suppress(world, one, why);
    // `finish` gives up at the limit; only crashes at every attempt lead beyond it.
    return one.attempts > SEND_ATTEMPTS_MAX ? giveUp(world, one, 'attempts-exhausted', now) : undefined;
  });
  const left = claimed.filter((one) => !stale.some(([ended]) => ended === one));
  const last = left.at(-1);
  if (last === undefined) return stale;

  const { store, policies } = world;
  const told = left.slice(0, -1);
  const context = { store, policies, people, now, folded: told.map(({ message }) => message) };
  const notices = await messages.noticesOf(last, found, context);
  if (notices.length === 0)
    return [...stale, ...(await each(left, (one) => suppress(world, one, 'nobody-reachable')))];
  const readers = readersOf(world, last);
  const { textOf } = messages;
  const result = await sendAll(world, last, { notices, people, readers, textOf, isStillTrue }, now);
  if (typeof result === 'string')
    return [...stale, ...(await each(left, (one) => suppress(world, one, result)))];
  const mayWait = people.length > 0 && messages.batching !== undefined && !readers.isAnyTold();
  if (result.sent === 'throttled' && result.before !== undefined && mayWait) {
    const { before } = result;
    const sensitive = notices.some((one) => one.sensitive === true);
    const wait = (one: Claimed) => waitFor(world, one, { ...result, before, sensitive }, now);
    return [...stale, ...(await each(left, wait))];
  }
  // Those that it told are ended first: after a crash in between, the last is sent again under its known id.
  const ended = await each(left, (one) =>
    result.sent === 'sent' && one !== last
      ? folded(world, one, last.subject)
      : finish(world, one, result, now),
  );
  return [...stale, ...ended];
}

/** Leaves a message to staff for the next minute of its channel, with others that wait for it. */
async function waitFor(
  world: NotifyWorld,
  one: Claimed,
  throttled: Extract<Sent, { sent: 'throttled' }> & Omit<Crowd, 'until'>,
  now: Instant,
): Promise<Outcome> {
  const { retryAfterMs, before, sensitive } = throttled;
  const isTold = await waitTogether(world, one, { until: now + retryAfterMs, before, sensitive }, now);
  return isTold ? suppress(world, one, 'told-together') : finish(world, one, throttled, now);
}

interface ToReaders extends Pick<Outgoing, 'people' | 'textOf'>, StillTrue {
  readonly notices: readonly Notice[];
  readonly readers: Readers;
}

/**
 * Sends the notices of one message, one for each reader who was not told before. If one failed, it is tried again for those
 * who were not told. A code where none of the readers is to be reached.
 */
async function sendAll(
  world: NotifyWorld,
  { message, priority, attempts }: Claimed,
  { notices, people, readers, textOf, isStillTrue }: ToReaders,
  now: Instant,
): Promise<Sent | string> {
  const sent: Sent[] = [];
  let whyNone: string | undefined;
  let isTried = false;
  if (notices.some(({ id }) => readers.isTold(id))) sent.push({ sent: 'sent' });
  for (const notice of notices.filter(({ id }) => !readers.isTold(id))) {
    if (isTried && !readers.hasTime()) {
      sent.push({ sent: 'throttled', ...nextSweep });
      break;
    }
    isTried = true;
    const resident = notice.own && (await world.residents?.reach(notice));
    if (resident !== undefined && 'why' in resident) {
      whyNone = resident.why;
      continue;
    }
    const addressed = addressedBy(message, priority, notice.sensitive === true, people);
    const budget = {
      mayCost: async () => (await world.residents?.mayCost(notice.station, priority, now)) ?? true,
      giveBack: async () => world.residents?.giveBack(notice.station, now),
    };
    const reached = resident && { resident, budget };
    const over = channelsFor(message);
    const outgoing = { notice, addressed, people, readers, attempts, over, textOf, isStillTrue, ...reached };
    const one = await sendNotice(world.channels, outgoing, now);
    sent.push(one);
    if (one.sent === 'sent' && notices.length > 1) await readers.tell(notice.id);
  }
  const withResult = (result: Sent['sent']) => sent.findLast((one) => one.sent === result);
  const failed = longestWait(sent.filter((one) => one.sent === 'channel-failed'));
  const worst =
    failed ??
    withResult('throttled') ??
    withResult('sent') ??
    sent.find((one) => !isOverBudget(one)) ??
    sent[0];
  return worst ?? whyNone ?? { sent: 'no-channel' };
}

/** One after the other; those for which `end` returns nothing are left out. */
async function each(
  deliveries: readonly Claimed[],
  end: (one: Claimed) => Promise<Outcome> | undefined,
): Promise<readonly Ended[]> {
  const ended: Ended[] = [];
  for (const one of deliveries) {
    const outcome = await end(one);
    if (outcome !== undefined) ended.push([one, outcome]);
  }
  return ended;
}

import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import { isUrgent } from '../priority.ts';
import { Unavailable } from '../storage/store-errors.ts';
import { nextDueAt } from './backoff.ts';
import { type AggregateSubject, type Delivery, inOrder } from './delivery.ts';
import { isDue } from './is-due.ts';
import { audienceOf } from './message.ts';
import type { NotifyWorld } from './notify-world.ts';
import { isFirst } from './offer.ts';
import type { Outcome } from './outcome.ts';
import { type Ended, sendTogether } from './send-together.ts';

type Waiting = Delivery<AggregateSubject>;

/**
 * How many urgent messages that became due meanwhile one sender sends after its own. The sweep offers all others within
 * a minute.
 */
const FOLLOWING_MAX = 3;

/** The outcome of the offered message first, and then of the others that were sent with it. */
export type InOrder = readonly [Outcome, ...Ended[]];

/**
 * Sends an offered message to a resident in its order: after the earlier ones of the same aggregate that no attempt has
 * failed for, and together with those that waited for the same morning. If another sender is sending an earlier one, the
 * message stays due for that sender or the sweep.
 */
export async function sendInOrder(world: NotifyWorld, offered: Waiting, now: Instant): Promise<InOrder> {
  const { store } = world;
  const night = await nightOf(world, offered, now);
  const { kind } = offered.message;
  if (night.until !== undefined && !night.urgent) {
    await store.hold(offered, night.until);
    return [{ outcome: 'retry-later', kind, why: 'quiet-hours' }];
  }
  const isAlone = isFirst(offered.subject) && !offered.held;
  const queue = isAlone ? [offered] : containing(offered, await queueOf(world, offered));
  return withFollowing(world, offered, await sendUpTo(world, queue, offered, night, now), night, now);
}

/** Sends the first message to a resident, which the caller has claimed by day, and urgent ones that wait for it. */
export async function sendFirst(world: NotifyWorld, claimed: Waiting, now: Instant): Promise<InOrder> {
  const night = { urgent: isUrgent(claimed.priority) };
  return withFollowing(world, claimed, await sendGroup(world, [claimed], now), night, now);
}

async function withFollowing(
  world: NotifyWorld,
  offered: Waiting,
  sent: readonly Ended[],
  night: Night,
  now: Instant,
): Promise<InOrder> {
  const ended: Ended[] = [...sent];
  const own = ended.find(([one]) => isSame(one, offered));
  // Another sender has claimed this message, or an earlier one and sends this one after it.
  if (own === undefined) return [{ outcome: 'stale' }, ...ended];
  let last = offered;
  // Their own senders have left them, if this one was under way: an urgent message does not wait for the sweep.
  for (let more = 0; night.urgent && more < FOLLOWING_MAX; more += 1) {
    const rest = await queueOf(world, last);
    const next = rest.find((one) => inOrder(one, last) > 0 && one.attempts === 0 && mayGo(one, night, now));
    if (next === undefined) break;
    ended.push(...(await sendUpTo(world, rest, next, night, now)));
    last = next;
  }
  return [own[1], ...ended.filter((one) => one !== own)];
}

/**
 * Sends what was held for a resident of an aggregate whose priority has risen to P0 or P1: quiet hours do not apply to
 * it any more.
 */
export async function sendHeld(
  world: NotifyWorld,
  key: AggregateKey,
  now: Instant,
): Promise<readonly Ended[]> {
  const ended: Ended[] = [];
  const held = await heldNoMore(world, key);
  for (const one of held) {
    const queue = held.filter((other) => isSameQueue(one, other));
    if (queue.at(-1) === one) ended.push(...(await sendUpTo(world, queue, one, { urgent: true }, now)));
  }
  return ended;
}

/** Makes what was held for such a resident due at once, for the function that sends to residents: the sweep offers it. */
export async function releaseHeld(world: NotifyWorld, key: AggregateKey, now: Instant): Promise<void> {
  for (const one of await heldNoMore(world, key)) {
    if (!isDue(one, now)) await world.store.hold(one, now);
  }
}

/** What was held for the resident of an aggregate that is urgent by now; nothing where it is not. */
async function heldNoMore({ store }: NotifyWorld, key: AggregateKey): Promise<readonly Waiting[]> {
  const held = (await store.pending(key)).filter(
    ({ message, held }) => held && audienceOf(message) === 'resident',
  );
  return held.length > 0 && (await isUrgentNow(store, key)) ? held : [];
}

/** Quiet hours at the moment of an offer. */
interface Night {
  /** Their end, if it is night. */
  readonly until?: Instant;
  /** Whether the message or its aggregate is urgent by now, so that no message to the resident waits for the morning. */
  readonly urgent: boolean;
}

async function nightOf(
  { store, policies }: NotifyWorld,
  { subject: { key }, priority }: Waiting,
  now: Instant,
): Promise<Night> {
  const { calendars } = await policies.current(key.station);
  const urgent = isUrgent(priority);
  if (!calendars.isQuiet(now)) return { urgent };
  return { until: calendars.endOfQuiet(now), urgent: urgent || (await isUrgentNow(store, key)) };
}

/** False for a state that does not read: its message waits for the morning instead of failing every minute. */
async function isUrgentNow(store: NotifyWorld['store'], key: AggregateKey): Promise<boolean> {
  try {
    const found = await store.load(key as AggregateKey<EngineState>);
    return found !== undefined && isUrgent(found.priority);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    return false;
  }
}

const mayGo = (one: Waiting, { until, urgent }: Night, now: Instant): boolean =>
  isDue(one, now) && (until === undefined || urgent || isUrgent(one.priority));

const isSameQueue = (one: Waiting, other: Waiting): boolean => one.message.to === other.message.to;

const isSame = (one: Waiting, other: Waiting): boolean => inOrder(one, other) === 0;

/** The pending messages of the aggregate to this addressee, in order. */
const queueOf = async ({ store }: NotifyWorld, offered: Waiting): Promise<readonly Waiting[]> =>
  (await store.pending(offered.subject.key)).filter((one) => isSameQueue(one, offered));

/** With the offered message, which may be older than the newest that a store looks through. */
const containing = (offered: Waiting, queue: readonly Waiting[]): readonly Waiting[] =>
  queue.some((one) => isSame(one, offered)) ? queue : [...queue, offered].toSorted(inOrder);

/**
 * Sends the messages up to one of a queue, those that fold as one. Stops before a message that another sender has
 * claimed, so that none overtakes it.
 */
async function sendUpTo(
  world: NotifyWorld,
  queue: readonly Waiting[],
  offered: Waiting,
  night: Night,
  now: Instant,
): Promise<readonly Ended[]> {
  const ended: Ended[] = [];
  for (const group of groupsUpTo(queue, offered, now)) {
    if (group.some((one) => !isSame(one, offered) && isUnderWay(one, now))) break;
    const claimed = await claimAll(world, group, night, now);
    if (claimed.length === 0) break;
    const sent = await sendGroup(world, claimed, now);
    ended.push(...sent);
    // It waits for its channel without having failed, and none overtakes it.
    if (sent.some(([, outcome]) => isThrottled(outcome))) break;
  }
  return ended;
}

const isThrottled = (outcome: Outcome): boolean =>
  outcome.outcome === 'retry-later' && outcome.why === 'throttled';

/** Sends claimed messages to a resident as one, and records where that failed, so that later ones need not wait. */
async function sendGroup(
  world: NotifyWorld,
  claimed: readonly Waiting[],
  now: Instant,
): Promise<readonly Ended[]> {
  const sent = await sendTogether(world, claimed, [], now);
  for (const [one, outcome] of sent) {
    const hasFailed = outcome.outcome === 'retry-later' && !isThrottled(outcome);
    if (hasFailed && !one.failed) await world.store.attemptFailed(one);
  }
  return sent;
}

/** The message itself, the earlier ones that it may not overtake, and those that it is folded with. */
function groupsUpTo(queue: readonly Waiting[], offered: Waiting, now: Instant): readonly Waiting[][] {
  const needed = queue.filter(
    (one) =>
      isSame(one, offered) ||
      (inOrder(one, offered) < 0 && !hasFailed(one)) ||
      (foldsWith(one, offered) && isDue(one, now)),
  );
  const groups: Waiting[][] = [];
  for (const one of needed) {
    const group = groups.find(([first]) => first !== undefined && foldsWith(one, first));
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  return groups;
}

/** Messages that waited for the same morning become one; an urgent one is never part of another. */
const foldsWith = (one: Waiting, other: Waiting): boolean =>
  [one, other].every(({ held, priority }) => held && !isUrgent(priority));

/** A second attempt shows that the first one failed, even where its sender crashed before it could record that. */
const hasFailed = ({ failed, attempts }: Waiting): boolean => failed === true || attempts > 1;

/** Claimed for its first attempt, which neither failed nor is overdue. */
const isUnderWay = (one: Waiting, now: Instant): boolean =>
  one.attempts === 1 && !hasFailed(one) && !isDue(one, now);

/** Claims in order up to the first that another sender has claimed meanwhile. */
async function claimAll(
  { store }: NotifyWorld,
  group: readonly Waiting[],
  { urgent }: Night,
  now: Instant,
): Promise<readonly Waiting[]> {
  const claimed: Waiting[] = [];
  for (const one of group) {
    const nextAt = nextDueAt(one, urgent ? 'P1' : one.priority, now);
    const own = await store.claim(one, nextAt);
    if (own === undefined) break;
    claimed.push(own);
  }
  return claimed;
}

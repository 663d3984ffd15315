import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import { SEND_ATTEMPTS_MAX } from './backoff.ts';
import type { AggregateSubject, Delivery } from './delivery.ts';
import { dead, finish, folded, giveUp, suppress } from './end-delivery.ts';
import type { NotifyWorld } from './notify-world.ts';
import type { Outcome } from './outcome.ts';
import type { Person } from './person.ts';
import { type Sent, sendNotice } from './send-notice.ts';

type Claimed = Delivery<AggregateSubject>;
export type Ended = readonly [Claimed, Outcome];

/**
 * Sends claimed messages of one aggregate to one addressee over one channel as one notice, which has the id of the last
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
  // sending.
  const found = await world.store.load(key as AggregateKey<EngineState>);
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
  const sent: Sent[] = [];
  for (const notice of notices) {
    sent.push(await sendNotice(world.channels, last.channel, notice, messages.textOf(notice)));
  }
  // If one failed, all are sent again; receivers recognise a repeat by its id.
  const worst = sent.find((one) => one === 'channel-failed') ?? sent.find((one) => one === 'sent') ?? sent[0];
  const result = worst ?? 'no-channel';
  // Those that it told are ended first: after a crash in between, the last is sent again under its known id.
  const ended = await each(left, (one) =>
    result === 'sent' && one !== last ? folded(world, one, last.subject) : finish(world, one, result, now),
  );
  return [...stale, ...ended];
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

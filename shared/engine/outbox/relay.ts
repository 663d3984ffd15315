import { type Instant, SECOND } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import { errorName } from '../error-name.ts';
import type { EngineWorld } from '../world.ts';
import type { Offer } from './offer.ts';
import type { PublishedFact } from './published-fact.ts';

/** A row that was written, as the stream tells of it. `sequence` orders the changes of a shard. */
export type Change = { readonly sequence: string } & (
  | { readonly row: 'fact'; readonly fact: PublishedFact }
  | { readonly row: 'delivery'; readonly offer: Offer; readonly dueAt: Instant }
  /** Nothing that others may hear of. */
  | { readonly row: 'other' }
  /** Not what it should be; left to the operators, since waiting for it would hold up all that follows. */
  | { readonly row: 'unreadable' }
);

export interface Relayed {
  readonly offered: number;
  readonly published: number;
  /** Deliveries that are not due yet, such as those held over night: the sweep offers them in time. */
  readonly later: number;
  readonly unreadable: number;
  /** The first change that the bus did not take: the stream must tell of it, and of all after it, again. */
  readonly failedFrom?: string;
  readonly error?: string;
}

/** The relay's clock and the writer's are two; a message is not held back for what they differ. */
const SKEW_MS = 5 * SECOND;

/**
 * Tells the bus what was committed: each fact, and each message that is due at once. Only a shortcut for messages,
 * since the sweep offers whatever is not settled. Repeats are harmless: an offer is claimed once, a fact has a key.
 */
export async function relay(
  { bus }: Pick<EngineWorld, 'bus'>,
  changes: readonly Change[],
  now: Instant,
): Promise<Relayed> {
  const deliveries = changes.filter((change) => change.row === 'delivery');
  const due = deliveries.filter(({ dueAt }) => dueAt <= now + SKEW_MS);
  const facts = changes.filter((change) => change.row === 'fact');
  // Messages first: somebody waits for them.
  const offers = await taken(
    due.map(({ offer }) => offer),
    bus.offer,
  );
  const published = await taken(
    facts.map(({ fact }) => fact),
    bus.publish,
  );
  const left = new Set<unknown>([...offers.left, ...published.left]);
  const failed = changes.find(
    (change) =>
      (change.row === 'delivery' && left.has(change.offer)) ||
      (change.row === 'fact' && left.has(change.fact)),
  );
  const error = offers.error ?? published.error;
  return {
    offered: due.length - offers.left.length,
    published: facts.length - published.left.length,
    later: deliveries.length - due.length,
    unreadable: changes.filter(({ row }) => row === 'unreadable').length,
    ...(failed !== undefined && { failedFrom: failed.sequence }),
    ...defined({ error }),
  };
}

/** What the bus left; a bus that does not answer may have taken anything, so all of it counts as left. */
async function taken<Item>(
  items: readonly Item[],
  put: (items: readonly Item[]) => Promise<readonly Item[]>,
): Promise<{ readonly left: readonly Item[]; readonly error?: string }> {
  if (items.length === 0) return { left: [] };
  try {
    return { left: await put(items) };
  } catch (error) {
    return { left: items, error: errorName(error) };
  }
}

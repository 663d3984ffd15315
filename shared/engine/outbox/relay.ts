import { type Instant, SECOND } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import { errorName } from '../error-name.ts';
import type { ProofAsk } from '../proof/ask-proof.ts';
import type { EngineWorld } from '../world.ts';
import type { Offer } from './offer.ts';
import type { PublishedFact } from './published-fact.ts';

/** A row that was written, as the stream reports it. `sequence` orders the changes of a shard. */
export type Change = { readonly sequence: string } & (
  | { readonly row: 'fact'; readonly fact: PublishedFact }
  /** `dueAt` is absent for one that is announced: it is offered at once. */
  | { readonly row: 'delivery'; readonly offer: Offer; readonly dueAt?: Instant }
  | { readonly row: 'proof-asked'; readonly ask: ProofAsk }
  /** A row that is not published. */
  | { readonly row: 'other' }
  /** A row that does not parse: counted for the operators and skipped, since retrying it would block the shard. */
  | { readonly row: 'unreadable' }
);

export interface Relayed {
  readonly offered: number;
  readonly published: number;
  /** Deliveries that are not due yet, such as those held overnight; the sweep offers them in time. */
  readonly later: number;
  readonly unreadable: number;
  /** The first change that the bus did not accept; the stream must deliver it and all after it again. */
  readonly failedFrom?: string;
  readonly error?: string;
}

/** The relay's clock and the writer's may differ by this much without a delivery counting as not yet due. */
const SKEW_MS = 5 * SECOND;

/**
 * Puts committed changes on the bus: each fact, an offer for each delivery that is due, and each request for a proof. For
 * deliveries this only saves time, since the sweep offers every pending one. Repeats are harmless: an attempt is claimed
 * once, a fact has a key, and a proof changes nothing that is right.
 */
export async function relay(
  { bus }: Pick<EngineWorld, 'bus'>,
  changes: readonly Change[],
  now: Instant,
): Promise<Relayed> {
  const deliveries = changes.filter((change) => change.row === 'delivery');
  const due = deliveries.filter(({ dueAt = now }) => dueAt <= now + SKEW_MS);
  const facts = changes.filter((change) => change.row === 'fact');
  const asks = changes.filter((change) => change.row === 'proof-asked');
  // Offers first: people wait for the messages.
  const offers = await putOnBus(
    due.map(({ offer }) => offer),
    bus.offer,
  );
  const published = await putOnBus(
    facts.map(({ fact }) => fact),
    bus.publish,
  );
  const asked = await putOnBus(
    asks.map(({ ask }) => ask),
    bus.askProofs,
  );
  const rejected = new Set<unknown>([...offers.rejected, ...published.rejected, ...asked.rejected]);
  const failed = changes.find(
    (change) =>
      (change.row === 'delivery' && rejected.has(change.offer)) ||
      (change.row === 'fact' && rejected.has(change.fact)) ||
      (change.row === 'proof-asked' && rejected.has(change.ask)),
  );
  const error = offers.error ?? published.error ?? asked.error;
  return {
    offered: due.length - offers.rejected.length,
    published: facts.length - published.rejected.length,
    later: deliveries.length - due.length,
    unreadable: changes.filter(({ row }) => row === 'unreadable').length,
    ...(failed !== undefined && { failedFrom: failed.sequence }),
    ...defined({ error }),
  };
}

/** The items that the bus did not accept: all of them if it throws, since it is then unknown what it accepted. */
async function putOnBus<Item>(
  items: readonly Item[],
  put: (items: readonly Item[]) => Promise<readonly Item[]>,
): Promise<{ readonly rejected: readonly Item[]; readonly error?: string }> {
  if (items.length === 0) return { rejected: [] };
  try {
    return { rejected: await put(items) };
  } catch (error) {
    return { rejected: items, error: errorName(error) };
  }
}

import type { Bus } from '../../engine/outbox/bus.ts';
import type { Offer } from '../../engine/outbox/offer.ts';
import type { PublishedFact } from '../../engine/outbox/published-fact.ts';
import type { ProofAsk } from '../../engine/proof/ask-proof.ts';

/** A bus that keeps what it accepts, for tests and the simulator. */
export interface MemoryBus extends Bus {
  readonly offers: readonly Offer[];
  readonly facts: readonly PublishedFact[];
  readonly asks: readonly ProofAsk[];
  /** Returns and removes all offers, as a subscriber would. */
  drain(): readonly Offer[];
  /** From now on rejects the items that match. */
  refuse(what: (item: Item) => boolean): void;
}

type Item = Offer | PublishedFact | ProofAsk;

export function memoryBus(): MemoryBus {
  let offers: Offer[] = [];
  const facts: PublishedFact[] = [];
  const asks: ProofAsk[] = [];
  let isRefused: (item: Item) => boolean = () => false;
  return {
    get offers() {
      return offers;
    },
    facts,
    asks,
    drain() {
      const taken = offers;
      offers = [];
      return taken;
    },
    refuse(what) {
      isRefused = what;
    },
    async offer(given) {
      offers.push(...given.filter((offer) => !isRefused(offer)));
      return given.filter(isRefused);
    },
    async publish(given) {
      facts.push(...given.filter((fact) => !isRefused(fact)));
      return given.filter(isRefused);
    },
    async askProofs(given) {
      asks.push(...given.filter((ask) => !isRefused(ask)));
      return given.filter(isRefused);
    },
  };
}

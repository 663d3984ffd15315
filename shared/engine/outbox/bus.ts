import type { Offer } from './offer.ts';
import type { PublishedFact } from './published-fact.ts';

export interface Bus {
  /** Gives the offers and facts that the bus did not take, so that the caller can try exactly those again. */
  offer(offers: readonly Offer[]): Promise<readonly Offer[]>;
  publish(facts: readonly PublishedFact[]): Promise<readonly PublishedFact[]>;
}

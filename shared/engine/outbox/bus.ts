import type { ProofAsk } from '../proof/ask-proof.ts';
import type { Offer } from './offer.ts';
import type { PublishedFact } from './published-fact.ts';

export interface Bus {
  /** Returns the offers that the bus did not accept, so that the caller can retry exactly those. */
  offer(offers: readonly Offer[]): Promise<readonly Offer[]>;
  /** Returns the facts that the bus did not accept. */
  publish(facts: readonly PublishedFact[]): Promise<readonly PublishedFact[]>;
  /** Starts the prover for each. Returns those that the bus did not accept. */
  askProofs(asks: readonly ProofAsk[]): Promise<readonly ProofAsk[]>;
}

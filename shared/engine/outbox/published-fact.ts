import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';

/** A fact as it is published on the bus: its code and its aggregate, without content. */
export interface PublishedFact {
  readonly key: AggregateKey;
  readonly version: number;
  readonly index: number;
  readonly at: Instant;
  readonly fact: string;
}

import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';

/** A fact as others may hear of it: what happened, by its code, to which aggregate. */
export interface PublishedFact {
  readonly key: AggregateKey;
  readonly version: number;
  readonly index: number;
  readonly at: Instant;
  readonly fact: string;
}

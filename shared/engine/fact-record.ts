import type { Fact } from '../cases/fact.ts';
import type { Instant } from './calendar/instant.ts';
import type { Actor } from './scope.ts';

/** What is kept, asked for and handed over: the words in which the ports speak. */

/** A fact in its case's chain: `hash` covers everything above it and the hash before it. */
export interface FactRecord {
  readonly version: number;
  readonly index: number;
  readonly at: Instant;
  readonly by: Actor;
  readonly fact: Fact;
  /** Salted commitments to the texts of the same version, so that erasing a text leaves the chain valid. */
  readonly commitments: readonly string[];
  readonly previousHash: string;
  readonly hash: string;
}

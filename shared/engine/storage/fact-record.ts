import type { Instant } from '../calendar/instant.ts';
import type { Message } from '../outbox/message.ts';
import type { Actor } from '../scope.ts';

/** What the engine knows of any fact: what happened, past tense, and who is to be told. */
export interface EngineFact {
  readonly fact: string;
  readonly messages?: readonly Message[];
}

/** A fact in its aggregate's chain: `hash` covers everything above it and the hash before it. */
export interface FactRecord<Fact = EngineFact> {
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

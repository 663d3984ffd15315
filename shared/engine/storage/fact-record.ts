import type { Instant } from '../calendar/instant.ts';
import type { Message } from '../outbox/message.ts';
import type { Actor } from '../scope.ts';

/** The part of a fact that the engine uses: its code, in the past tense, and its messages. */
export interface EngineFact {
  readonly fact: string;
  readonly messages?: readonly Message[];
}

/** A fact in its aggregate's chain: `hash` covers all other fields, the previous hash included. */
export interface FactRecord<Fact = EngineFact> {
  readonly version: number;
  readonly index: number;
  readonly at: Instant;
  readonly by: Actor;
  readonly fact: Fact;
  /** Salted commitments to the texts of the same version; with these, erasing a text leaves the chain valid. */
  readonly commitments: readonly string[];
  /** Of the last fact of a version: the hash of the state's row after it, so that the row cannot differ from it unseen. */
  readonly state?: string;
  readonly previousHash: string;
  readonly hash: string;
}

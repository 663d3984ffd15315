import type { Instant } from './calendar/instant.ts';

/** The only source of time and randomness. */
export interface System {
  now(): Instant;
  /** The letter and 125 random bits in base32: unguessable, and never read as a number. */
  newId(letter: string): string;
  /** 192 random bits, base64url: a tracking secret. */
  newToken(): string;
  /** A random order. The sweep visits shards in a new order each time, so that the same shard is not always last. */
  shuffled<T>(items: readonly T[]): readonly T[];
}

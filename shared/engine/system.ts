import type { Instant } from './calendar/instant.ts';

/** The only source of time and chance. */
export interface System {
  now(): Instant;
  /** The letter and 125 random bits in base32: an id that nobody can guess, and that is never mistaken for a number. */
  newId(letter: string): string;
  /** 192 random bits, base64url: a tracking secret. */
  newToken(): string;
  /** Lanes and shards are visited in a fresh order each sweep, so that no shard always waits. */
  shuffled<T>(items: readonly T[]): readonly T[];
}

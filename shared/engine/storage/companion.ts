import type { Instant } from '../calendar/instant.ts';
import type { Row, RowKey } from './row.ts';

/**
 * A row written in the same transaction as a step, or by itself: a token, a reference, a link to another aggregate, a
 * photo slot. It states its own condition and conflict, from which both stores derive the write, so that a new kind of
 * companion changes only the file that defines it.
 */
export interface Companion {
  readonly key: RowKey;
  /** The attributes besides the key; no unencrypted personal data. */
  readonly values: Row;
  /** The store may delete the row at any time after this. */
  readonly expiresAt?: Instant;
  /**
   * The row is work that is left to do: it stands in a queue from this time on, until it is written without this. A
   * queue survives whatever else would start the work.
   */
  readonly queued?: { readonly queue: string; readonly at: Instant };
  /** The row must not exist yet, or must still have these values; an attribute given as undefined must be absent. */
  readonly condition: 'absent' | { readonly unchanged: Row };
  /** The conflict code that is returned when the condition fails. */
  readonly conflict: string;
}

/** A range of rows in one partition. */
export interface CompanionRange {
  /** The smallest and the greatest sort key, both included. */
  readonly from?: string;
  readonly through?: string;
  readonly newestFirst?: true;
  readonly limit: number;
}

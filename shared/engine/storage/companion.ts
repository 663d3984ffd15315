import type { Instant } from '../calendar/instant.ts';
import type { Row, RowKey } from './row.ts';

/**
 * A row written in the same transaction as a step, or by itself: a token, a reference, a link to another aggregate, a
 * photo slot. It names its own condition and its own conflict, and both stores derive from that, so a new kind of
 * companion touches the one file that defines it.
 */
export interface Companion {
  readonly key: RowKey;
  /** What the row holds besides its key; no personal data in the clear. */
  readonly values: Row;
  /** The row may be forgotten any time after this. */
  readonly expiresAt?: Instant;
  /** The row must not be there yet, or must still have these values; a value that is undefined must still be absent. */
  readonly condition: 'absent' | { readonly unchanged: Row };
  /** What it means when the condition does not hold. */
  readonly conflict: string;
}

/** Which rows of a partition are asked for. */
export interface CompanionRange {
  /** The least and the greatest sort key, both included. */
  readonly from?: string;
  readonly through?: string;
  readonly newestFirst?: true;
  readonly limit: number;
}

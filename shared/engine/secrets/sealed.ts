import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
import type { Actor } from '../scope.ts';
import type { RecipientName } from './recipient.ts';

/**
 * A text under a key of its own (AES-256-GCM), and that key wrapped to each recipient. The parts are those of a JWE, so
 * that one can be made of them again.
 */
export interface Sealed {
  readonly nonce: string;
  /** The ciphertext and its authentication tag. */
  readonly ciphertext: string;
  /** The wrapped key of each recipient, by `RecipientName`. Without it the text is erased. */
  readonly keys?: Readonly<Record<string, string>>;
}

/**
 * The row of a text: where it stands, and what it says beside its ciphertext. All of it is authenticated with the
 * ciphertext, so that no row can be moved to another aggregate, or be read by those who may read another kind.
 */
export interface TextAddress {
  readonly key: AggregateKey;
  readonly version: number;
  readonly index: number;
  readonly kind: string;
  readonly by: Actor;
  readonly at: Instant;
}

/** The object that holds sealed bytes, such as a photo. It is authenticated with them and not stored. */
export interface ObjectAddress {
  readonly key: AggregateKey;
  /** Unique within the aggregate, such as `photo:<id>`. It contains no bar. */
  readonly object: string;
}

export const isErased = ({ keys }: Sealed): boolean => keys === undefined;

/** Whether the text was sealed to this recipient; false once it is erased. Shows it without opening anything. */
export const isAddressedTo = ({ keys }: Sealed, name: RecipientName): boolean =>
  keys !== undefined && Object.hasOwn(keys, name);

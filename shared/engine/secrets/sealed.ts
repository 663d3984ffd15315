import type { AggregateKey } from '../aggregate-key.ts';

/** An AES-256-GCM envelope: the ciphertext and its own wrapped key. Without `wrappedKey` the text is erased. */
export interface Sealed {
  readonly wrappedKey?: string;
  readonly nonce: string;
  readonly ciphertext: string;
}

/** The row of a text. It is authenticated with the ciphertext, so that a row cannot be moved to another aggregate. */
export interface TextAddress {
  readonly key: AggregateKey;
  readonly version: number;
  readonly index: number;
}

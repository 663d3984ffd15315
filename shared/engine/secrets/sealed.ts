import type { AggregateKey } from '../aggregate-key.ts';

/** An AES-256-GCM envelope: the row's own key, wrapped, beside what it sealed. Without `wrappedKey` it is erased. */
export interface Sealed {
  readonly wrappedKey?: string;
  readonly nonce: string;
  readonly ciphertext: string;
}

/** Where a text belongs; bound into the seal, so that a row cannot be moved to another aggregate. */
export interface TextAddress {
  readonly key: AggregateKey;
  readonly version: number;
  readonly index: number;
}

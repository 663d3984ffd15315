import type { Sealed, TextAddress } from './sealed.ts';

export interface Vault {
  /**
   * The commitment is a salted hash. The salt is sealed with the text, so that erasing the text also erases the salt.
   */
  seal(text: string, address: TextAddress): Promise<{ readonly sealed: Sealed; readonly commitment: string }>;
  /** `undefined` when the text was erased; throws when it was tampered with. */
  open(sealed: Sealed, address: TextAddress): Promise<string | undefined>;
  /** HMAC-SHA-256 under a separate key: shows whether two texts are equal, without revealing them. */
  keyedHash(text: string): Promise<string>;
}

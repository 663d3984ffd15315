import type { Sealed, TextAddress } from './sealed.ts';

export interface Vault {
  /** The commitment is a salted hash; the salt is sealed with the text, so erasing one erases the other. */
  seal(text: string, address: TextAddress): Promise<{ readonly sealed: Sealed; readonly commitment: string }>;
  /** `undefined` when the text was erased; throws when it was tampered with. */
  open(sealed: Sealed, address: TextAddress): Promise<string | undefined>;
  /** HMAC-SHA-256 under a key of its own: tells equal contents without telling contents. */
  keyedHash(text: string): Promise<string>;
}

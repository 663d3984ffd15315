import type { Mac } from './mac.ts';

/** Recognises equal texts without storing them. */
export interface Hasher {
  /** Under a key of its own: shows whether two texts are equal, without revealing them. */
  readonly keyedHash: Mac;
}

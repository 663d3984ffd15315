import { createHash } from 'node:crypto';

/** The salt stands before the text. */
export const SALT_BYTES = 16;

/**
 * SHA-256 of what a row says about a text, and of the salted text. Neither can be exchanged under the same commitment, and
 * nobody who has no salt can try texts against it.
 * @param context of `textContext`; it contains no NUL, so that its end cannot be moved
 */
export const commitmentTo = (context: string, salted: Uint8Array): string =>
  createHash('sha256').update(`${context}\0`).update(salted).digest('base64url');

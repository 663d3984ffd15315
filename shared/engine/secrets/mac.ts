/**
 * A message authentication code (HMAC-SHA-256, base64url) under a key that only those who make and check it hold. Throws
 * `Unavailable` when the key cannot be had.
 */
export type Mac = (text: string) => Promise<string>;

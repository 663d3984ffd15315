import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether a secret is the one with this hash (SHA-256, 64 hexadecimal digits). It takes as long for a wrong one, so what is
 * published may hold the hash: the secret cannot be found from it if it has 128 random bits or more.
 */
export const hasHash = (secret: string, sha256: string): boolean =>
  timingSafeEqual(createHash('sha256').update(secret).digest(), Buffer.from(sha256, 'hex'));

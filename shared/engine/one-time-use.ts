import type { Instant } from './calendar/instant.ts';

/** Work that a report was paid with: it pays for no other one. */
export interface OneTimeUse {
  readonly nonce: string;
  readonly expiresAt: Instant;
}

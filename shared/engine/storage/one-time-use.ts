import type { Instant } from '../calendar/instant.ts';
import type { Companion } from './companion.ts';

/** Something that may be used once, such as a proof of work or a link; its use writes the nonce. */
export interface OneTimeUse {
  readonly nonce: string;
  readonly expiresAt: Instant;
}

/** The row that records the use; a second use fails with `conflict`. */
export const oneTimeUse = ({ nonce, expiresAt }: OneTimeUse, conflict: string): Companion => ({
  key: { pk: `N#${nonce}`, sk: 'N' },
  values: {},
  expiresAt,
  condition: 'absent',
  conflict,
});

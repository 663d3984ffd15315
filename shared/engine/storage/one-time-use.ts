import type { Instant } from '../calendar/instant.ts';
import type { Companion } from './companion.ts';

/** Something that counts once, such as a proof of work or a link: whoever uses it writes its nonce. */
export interface OneTimeUse {
  readonly nonce: string;
  readonly expiresAt: Instant;
}

/** The row that uses something up; a second use meets `conflict`. */
export const oneTimeUse = ({ nonce, expiresAt }: OneTimeUse, conflict: string): Companion => ({
  key: { pk: `N#${nonce}`, sk: 'N' },
  values: {},
  expiresAt,
  condition: 'absent',
  conflict,
});

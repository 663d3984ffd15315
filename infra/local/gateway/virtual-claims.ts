import { SECOND } from '../../../shared/domain/instant.ts';
import type { Verified } from './authorizer.ts';

const timeClaims: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf', 'auth_time']);

/**
 * Claims with their times in virtual time. A token is issued and checked in real time; a handler looks at its expiry
 * again, and for a handler it may be next week already.
 */
export const inVirtualTime = ({ claims, scopes }: Verified, aheadMilliseconds: number): Verified => ({
  scopes,
  claims: Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      timeClaims.has(name) ? String(Number(value) + Math.round(aheadMilliseconds / SECOND)) : value,
    ]),
  ),
});

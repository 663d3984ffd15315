import type { Instant } from '../engine/calendar/instant.ts';
import type { Scope } from '../engine/scope.ts';

/** The issuer's keys could not be fetched. The token may still be valid, so the answer is 503 and not 401. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/**
 * Verifies the raw `Authorization` header and returns its `Scope`, or `undefined` unless it is a valid token of a known
 * role and station (→ 401). Expiry is checked against `receivedAt`, the gateway's time of the request. The process's
 * clock is virtual in the local run, where a simulated day would sign everybody out.
 */
export type Verify = (authorization: string | undefined, receivedAt: Instant) => Promise<Scope | undefined>;

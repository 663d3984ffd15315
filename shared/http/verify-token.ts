import type { Instant } from '../engine/calendar/instant.ts';
import type { Scope } from '../engine/scope.ts';

/** The issuer's keys could not be had. The caller's token may be fine: answer 503, never 401. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/**
 * From the raw `Authorization` header to a `Scope`, or `undefined` for whatever is not a good token of a known role
 * and station (→ 401). Whether it has expired is judged at `receivedAt`, the gateway's own time of the request: the
 * process's clock is not asked, since in the local run that one is virtual, and a day that passes in a second must
 * not sign everybody out.
 */
export type Verify = (authorization: string | undefined, receivedAt: Instant) => Promise<Scope | undefined>;

import type { Instant } from '../../engine/calendar/instant.ts';
import type { OneTimeUse } from '../../engine/storage/one-time-use.ts';
import type { TrustReason } from '../trust-reason.ts';

/** The result of checking a proof of work: a nonce that the report's commit must use up, or a reason for low trust. */
export type ProofOfWorkResult =
  | { readonly usedOnce: OneTimeUse; readonly trustReason?: never }
  | { readonly trustReason: TrustReason; readonly usedOnce?: never };

/** A computation that the browser does in the background while the resident types; it makes mass reports expensive. */
export interface ProofOfWork {
  /** The challenge for a report of this place, as JSON. */
  challenge(place: string, now: Instant): Promise<string>;
  check(proof: string, place: string, now: Instant): Promise<ProofOfWorkResult>;
}

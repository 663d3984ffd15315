import type { Instant } from '../../engine/calendar/instant.ts';
import type { OneTimeUse } from '../../engine/storage/one-time-use.ts';
import type { TrustReason } from '../trust-reason.ts';

/** What came of looking at a proof. */
export type Worked =
  | { readonly usedOnce: OneTimeUse; readonly trustReason?: never }
  | { readonly trustReason: TrustReason; readonly usedOnce?: never };

/** Work that a browser does unseen while its reader types, so that a thousand reports cost a thousand times as much. */
export interface ProofOfWork {
  /** What is to be worked on for a report of this place, as JSON. */
  challenge(place: string, now: Instant): Promise<string>;
  /** What a proof is worth: good for one report, whose commit must use it up, or of low trust. */
  check(proof: string, place: string, now: Instant): Promise<Worked>;
}

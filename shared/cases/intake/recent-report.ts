import type { Instant } from '../../engine/calendar/instant.ts';
import type { StationId } from '../../engine/scope.ts';
import type { CaseId } from '../case.ts';
import type { CaseKey } from '../case-key.ts';
import type { CaseType } from '../case-type.ts';

/** The same seen by others would stand under the same of these. */
export interface Spot {
  readonly station: StationId;
  readonly place: string;
  readonly type: CaseType;
  /** The answers that must be alike, in the order of the policy. */
  readonly answers: readonly string[];
}

/** Reported at `since` or later, and before this case of that instant. */
export interface RecentReportRange {
  readonly since: Instant;
  readonly before: { readonly at: Instant; readonly caseId: CaseId };
}

/** Somebody reported something at a place: found by whoever reports the same soon after. */
export interface RecentReport {
  readonly spot: Spot;
  readonly key: CaseKey;
  readonly at: Instant;
  readonly expiresAt: Instant;
}

import type { Instant } from '../engine/calendar/instant.ts';
import type { Language } from '../engine/language.ts';
import type { PersonId, StationId } from '../engine/scope.ts';
import type { PlanArea } from './plan.ts';

/** The code that replaced this one. */
export interface Replacement {
  readonly code: string;
  readonly at: Instant;
  /** The member of staff who replaced it; absent if the operator did. */
  readonly by?: PersonId;
}

/** Why and when a place got the code that it has now. */
export interface Renewal {
  /** The code before. */
  readonly from: string;
  readonly at: Instant;
  /** The member of staff who gave it; absent if the operator did. */
  readonly by?: PersonId;
  readonly reason?: string;
}

/** A place with a code on a poster, by which residents report. */
export interface Place {
  readonly code: string;
  readonly station: StationId;
  readonly building: string;
  readonly entrance: string;
  readonly words: Readonly<Record<Language, string>>;
  /** Where its building stands on the plan of the estate; absent where nobody entered it. */
  readonly position?: PlanArea;
  /** Absent while the place has its first code. */
  readonly renewed?: Renewal;
  /** Present once this code was replaced. The code stays reserved, so that it can never lead to another place. */
  readonly replaced?: Replacement;
}

import type { Language } from '../cases/case.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import type { PersonId, StationId } from '../engine/scope.ts';

/** The code that a place has instead of this one. */
export interface Replacement {
  readonly code: string;
  readonly at: Instant;
  /** Who replaced it; absent where the operator did. */
  readonly by?: PersonId;
}

/** A place with a code on its wall. */
export interface Place {
  readonly code: string;
  readonly station: StationId;
  readonly building: string;
  readonly entrance: string;
  readonly words: Readonly<Record<Language, string>>;
  /** Its code hangs on no wall of ours any more. It stays reserved, so that it can never lead elsewhere. */
  readonly replaced?: Replacement;
}

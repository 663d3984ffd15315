import type { Instant } from '../engine/calendar/instant.ts';
import type { Language } from '../engine/language.ts';
import type { PersonId, StationId } from '../engine/scope.ts';

/** The code that replaced this one. */
export interface Replacement {
  readonly code: string;
  readonly at: Instant;
  /** The member of staff who replaced it; absent if the operator did. */
  readonly by?: PersonId;
}

/** A place with a code on a poster, by which residents report. */
export interface Place {
  readonly code: string;
  readonly station: StationId;
  readonly building: string;
  readonly entrance: string;
  readonly words: Readonly<Record<Language, string>>;
  /** Present once this code was replaced. The code stays reserved, so that it can never lead to another place. */
  readonly replaced?: Replacement;
}

/** Why a code may not be given to a place. */
export const codeTaken = ({ code }: Pick<Place, 'code'>): string =>
  `the code ${code} was replaced or belongs to another station, and must not be used again`;

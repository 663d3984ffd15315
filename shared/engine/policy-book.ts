import type { Calendars } from './calendar/calendar.ts';
import type { Language } from './language.ts';
import type { StationId } from './scope.ts';

/** The part of a station's policy that the engine itself needs. */
export interface EnginePolicy {
  readonly version: string;
  readonly calendars: Calendars;
  /** What the station's own people read; a resident's messages are in the resident's language. */
  readonly staffLanguage: Language;
}

/** Policies by station and version: an aggregate keeps the version it was promised under; new ones get the current one. */
export interface PolicyBook<Policy extends EnginePolicy = EnginePolicy> {
  current(station: StationId): Promise<Policy>;
  /** Throws for a version that was never published: such a row is parked, not misjudged. */
  of(station: StationId, version: string): Promise<Policy>;
}

import type { Calendars } from './calendar/calendar.ts';
import type { Language } from './language.ts';
import type { StationId } from './scope.ts';

/** The part of a station's policy that the engine uses. */
export interface EnginePolicy {
  readonly version: string;
  readonly calendars: Calendars;
  /** Language of messages to staff; messages to a resident use the resident's own language. */
  readonly staffLanguage: Language;
}

/** Policies by station and version. An aggregate keeps the version it started with; a new one gets the current one. */
export interface PolicyBook<Policy extends EnginePolicy = EnginePolicy> {
  current(station: StationId): Promise<Policy>;
  /** Throws for a version that was never published, so that the row is parked instead of decided by a wrong policy. */
  of(station: StationId, version: string): Promise<Policy>;
}

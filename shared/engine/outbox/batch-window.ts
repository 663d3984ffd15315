import type { Instant } from '../calendar/instant.ts';
import type { StationId } from '../scope.ts';

/** Opened by the first of many messages of a kind, which goes alone; those that follow until its end are batched. */
export interface BatchWindow {
  readonly station: StationId;
  /** Names the kind, the place and the addressee, as a hash. */
  readonly batch: string;
  /** The id of the aggregate whose message goes alone meanwhile. */
  readonly first: string;
  readonly since: Instant;
  readonly until: Instant;
}

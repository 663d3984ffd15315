import type { CaseId } from '../../cases/case.ts';
import type { Instant } from '../calendar/instant.ts';
import type { StationId } from '../scope.ts';

/** Opened by the first of many messages of a kind, which goes alone; those that follow until its end are batched. */
export interface BatchWindow {
  readonly station: StationId;
  /** Names the kind, the place and the addressee, without telling them. */
  readonly batch: string;
  /** The case that speaks for itself meanwhile. */
  readonly first: CaseId;
  readonly since: Instant;
  readonly until: Instant;
}

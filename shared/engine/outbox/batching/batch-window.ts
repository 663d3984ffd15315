import type { Instant } from '../../calendar/instant.ts';
import type { StationId } from '../../scope.ts';

/** Opened by the first message of a batch, which is sent alone; messages that follow before its end are batched. */
export interface BatchWindow {
  readonly station: StationId;
  /** Hash of the aggregate's kind, the batched values and the addressee. */
  readonly batch: string;
  /** The id of the aggregate whose messages are sent alone. */
  readonly first: string;
  readonly since: Instant;
  readonly until: Instant;
}

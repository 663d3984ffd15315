import type { Instant } from '../calendar/instant.ts';
import { parkedUntil, ROW_FAILURES_MAX } from '../outbox/backoff.ts';
import type { DueRow } from '../storage/due-row.ts';
import type { DueStore } from '../storage/store.ts';

export interface Parked {
  /** How often in a row this one failed. */
  readonly failures: number;
  readonly quarantined: boolean;
}

/**
 * Moves a row that failed out of the way of the healthy ones, longer each time it fails again. `undefined` when
 * somebody changed it meanwhile: then it is theirs, and due when they said.
 */
export async function parkRow(store: DueStore, row: DueRow, now: Instant): Promise<Parked | undefined> {
  // Two sweeps that count at once count the same; the condition of the write lets one of them park.
  const failures = (await store.timesParked(row)) + 1;
  const parked = await store.park(row, parkedUntil(failures, now));
  return parked === undefined ? undefined : { failures, quarantined: failures > ROW_FAILURES_MAX };
}

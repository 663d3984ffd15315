import { DAY, type Instant, MINUTE } from '../calendar/instant.ts';
import type { DueRow } from '../storage/due-row.ts';
import type { DueStore } from '../storage/store.ts';

/**
 * A row that failed more often is tried once a day, so that it does not delay healthy rows, and is reported as
 * quarantined.
 */
export const ROW_FAILURES_MAX = 5;

/** When a row that failed is tried again: after 1, 2, 4, 8 and 16 minutes, then daily. */
export const parkedUntil = (failures: number, now: Instant): Instant =>
  now + (failures > ROW_FAILURES_MAX ? DAY : MINUTE * 2 ** (failures - 1));

export interface Parked {
  /** How often the row failed in succession. */
  readonly failures: number;
  readonly quarantined: boolean;
}

/**
 * Delays a row that failed, longer after each failure, so that healthy rows are served first. `undefined` when the row
 * was changed meanwhile; then it keeps the due time of that change.
 */
export async function parkRow(store: DueStore, row: DueRow, now: Instant): Promise<Parked | undefined> {
  // Two concurrent sweeps read the same count; the condition of the write lets only one of them park the row.
  const failures = (await store.timesParked(row)) + 1;
  const parked = await store.park(row, parkedUntil(failures, now));
  return parked === undefined ? undefined : { failures, quarantined: failures > ROW_FAILURES_MAX };
}

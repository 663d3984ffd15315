import { type Instant, MINUTE } from '../domain/instant.ts';
import type { DueStore } from '../ports.ts';
import type { DueRow } from '../records.ts';
import { parkedUntil, ROW_FAILURES_MAX } from './backoff.ts';

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
  const first = now + MINUTE;
  const count = await store.park(row, first);
  if (count === undefined) return undefined;
  // How long to wait is known only once the first step has counted; the second step, which lengthens it, counts too.
  // A crash between the two leaves the row parked for a minute, which is early and harmless.
  const failures = Math.floor(count / 2) + 1;
  if (failures > 1) await store.park({ ...row, dueAt: first }, parkedUntil(failures, now));
  return { failures, quarantined: failures > ROW_FAILURES_MAX };
}

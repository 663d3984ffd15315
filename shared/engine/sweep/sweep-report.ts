import { nameOfKey } from '../aggregate-key.ts';
import { deliveryId } from '../outbox/delivery-id.ts';
import type { Priority } from '../priority.ts';
import type { DueRow } from '../storage/due-row.ts';

/** Something an operator may want to look into: a code, the row by its ids, and the kind of error. Never its words. */
export interface SweepNote {
  readonly code:
    | 'row-parked'
    | 'row-quarantined'
    | 'row-stuck'
    | 'next-step-missing'
    | 'lane-stopped'
    | 'bus-failed';
  readonly row?: string;
  readonly lane?: Priority;
  readonly failures?: number;
  readonly error?: string;
}

/** What one sweep found and did. */
export interface SweepReport {
  /** Rows of the index looked at: cases and deliveries. */
  readonly due: number;
  readonly stepped: number;
  /** Cases that had no step of their own left; a person is asked to look at each. */
  readonly floorsReached: number;
  readonly lostRaces: number;
  /** Rows that turned out not to be due: the index lags behind the table for moments. */
  readonly idle: number;
  readonly offered: number;
  /** Offers that the bus did not take; they are still due. */
  readonly notOffered: number;
  readonly parked: number;
  readonly quarantined: number;
  /** How long the row that waited longest had been due when the sweep began, in milliseconds. */
  readonly oldestOverdueMs: number;
  /** Lanes that could not be read on; the next sweep tries again. */
  readonly lanesStopped: number;
  /** Whether all that was due was looked at; otherwise the next sweep goes on. */
  readonly finished: boolean;
  readonly notes: readonly SweepNote[];
}

/** A report while it is being written. */
export type SweepCounts = { -readonly [Field in keyof SweepReport]: SweepReport[Field] };

export const noCounts = (): SweepCounts => ({
  due: 0,
  stepped: 0,
  floorsReached: 0,
  lostRaces: 0,
  idle: 0,
  offered: 0,
  notOffered: 0,
  parked: 0,
  quarantined: 0,
  oldestOverdueMs: 0,
  lanesStopped: 0,
  finished: false,
  notes: [],
});

/** A storm of failures is told by its numbers; a log of all of them would only cost. */
const NOTES_MAX = 50;

export function note(count: SweepCounts, added: SweepNote): void {
  if (count.notes.length < NOTES_MAX) count.notes = [...count.notes, added];
}

export const rowName = (row: DueRow): string =>
  row.row === 'aggregate' ? nameOfKey(row.key) : deliveryId(row.subject);

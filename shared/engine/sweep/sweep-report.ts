import { nameOfKey } from '../aggregate-key.ts';
import { deliveryId } from '../outbox/delivery-id.ts';
import type { Priority } from '../priority.ts';
import type { DueRow } from '../storage/due-row.ts';

/** A log entry for operators: a code, the row by its ids, and the name of the error, never its message. */
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

/** The result of one sweep. */
export interface SweepReport {
  /** Index entries served: aggregates and deliveries. */
  readonly due: number;
  readonly stepped: number;
  /** Aggregates that had no step left and were kept by the review floor; a person is asked to review each. */
  readonly floorsReached: number;
  /** Rows that another writer changed or held at that moment. */
  readonly lostRaces: number;
  /** Rows that were no longer due: the index lags behind the table by moments. */
  readonly idle: number;
  readonly offered: number;
  /** Offers that the bus did not accept; their deliveries are still due. */
  readonly notOffered: number;
  readonly parked: number;
  readonly quarantined: number;
  /** The longest time that a row had been overdue when the sweep began. */
  readonly oldestOverdueMs: number;
  /** Lanes that were stopped by an error of the store; the next sweep tries again. */
  readonly lanesStopped: number;
  /** Whether every due row was served; otherwise the next sweep continues. */
  readonly finished: boolean;
  readonly notes: readonly SweepNote[];
}

/** The mutable report of a running sweep. */
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

/** Further notes are dropped, since the report already counts them and each costs a log entry. */
const NOTES_MAX = 50;

export function note(count: SweepCounts, added: SweepNote): void {
  if (count.notes.length < NOTES_MAX) count.notes = [...count.notes, added];
}

export const rowName = (row: DueRow): string =>
  row.row === 'aggregate' ? nameOfKey(row.key) : deliveryId(row.subject);

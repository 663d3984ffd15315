import type { AggregateKey } from '../../engine/aggregate-key.ts';
import type { EngineState } from '../../engine/aggregate-types.ts';
import type { Instant } from '../../engine/calendar/instant.ts';
import type { BatchWindow } from '../../engine/outbox/batching/batch-window.ts';
import type { Delivery, DeliverySubject } from '../../engine/outbox/delivery.ts';
import { deliveryId } from '../../engine/outbox/delivery-id.ts';
import type { Priority } from '../../engine/priority.ts';
import type { Proof, ProofCovers } from '../../engine/proof/proof.ts';
import type { ProofRun } from '../../engine/proof/seen.ts';
import type { DueRow } from '../../engine/storage/due-row.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import { aggregatePk } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import type { TextRecord } from '../../engine/storage/text-record.ts';

/** An entry of the due index, and how often it was parked. */
export interface Due {
  readonly lane: Priority;
  readonly shard: number;
  readonly row: DueRow;
  readonly parked: number;
}

/** The state of one aggregate. `unreadable`: spoiled by a test. */
export interface Stored {
  readonly key: AggregateKey;
  readonly state: EngineState | 'unreadable';
}

/** Everything a store keeps, by plain keys. Tests can read it and corrupt it. */
export interface Tables {
  readonly states: Map<string, Stored>;
  readonly facts: Map<string, readonly FactRecord[]>;
  readonly texts: Map<string, readonly TextRecord[]>;
  readonly deliveries: Map<string, Delivery>;
  readonly due: Map<string, Due>;
  /** By partition, then by sort key, unordered. */
  readonly companions: Map<string, ReadonlyMap<string, Row>>;
  readonly batchWindows: Map<string, BatchWindow>;
  readonly rateCounters: Map<string, number>;
  readonly proofs: Map<string, Proof>;
  /** Unfinished runs. */
  readonly proofRuns: Map<ProofCovers, ProofRun>;
}

export const emptyTables = (): Tables => ({
  states: new Map(),
  facts: new Map(),
  texts: new Map(),
  deliveries: new Map(),
  due: new Map(),
  companions: new Map(),
  batchWindows: new Map(),
  rateCounters: new Map(),
  proofs: new Map(),
  proofRuns: new Map(),
});

/** The name of an aggregate in these tables is its partition key. */
export const stateName = (key: AggregateKey): string => aggregatePk(key);

export const deliveryName = (subject: DeliverySubject): string =>
  subject.about === 'aggregate'
    ? `${stateName(subject.key)}/${subject.version}/${subject.index}`
    : deliveryId(subject);

export const dueName = (row: DueRow): string =>
  row.row === 'aggregate' ? stateName(row.key) : deliveryName(row.subject);

export const dueRowAt = (row: DueRow, dueAt: Instant): DueRow => ({ ...row, dueAt });

/** Sets or removes an entry of the due index; either way its count of parkings restarts. */
export function setDue({ due }: Tables, name: string, place: Omit<Due, 'parked'> | undefined): void {
  if (place === undefined) due.delete(name);
  else due.set(name, { ...place, parked: 0 });
}

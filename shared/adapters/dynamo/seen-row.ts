import * as z from 'zod/mini';
import { type AggregateKey, nameOfKey } from '../../engine/aggregate-key.ts';
import type { EngineState } from '../../engine/aggregate-types.ts';
import { fromIso, toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import { type DeliverySubject, stationOf } from '../../engine/outbox/delivery.ts';
import { deliveryId } from '../../engine/outbox/delivery-id.ts';
import { type Priority, priorities } from '../../engine/priority.ts';
import type { SeenAggregate, SeenDelivery, SeenDue, SeenRow } from '../../engine/proof/seen.ts';
import type { Registry } from '../../engine/registry.ts';
import { aggregateKeyIn, stationOfPk, subjectIn } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { nameOfRow, shortName } from '../../engine/storage/row-hash.ts';
import { instant } from '../../engine/storage/row-parts.ts';
import { hashStateRow } from '../../engine/storage/state-columns.ts';
import { seenRead } from '../seen-read.ts';
import { seenRecorded } from '../seen-recorded.ts';
import type { Table } from './rows.ts';
import { columnNames, listPk, receivedPk, stateIn } from './state-item.ts';

/** A repair is written only if these attributes (versions and keys, all plain values) are unchanged. */
export const guardedAttributes = [
  'version',
  'status',
  'state',
  'attempts',
  'dueAt',
  'due_pk',
  'due_sk',
  'parked_attempts',
  'board_pk',
  'board_sk',
  'received_pk',
] as const;

/** The attributes that the prover reads. None holds a sealed text, a name, a telephone number or a wrapped key. */
export const seenAttributes = ({ all }: Registry): readonly string[] => [
  ...new Set([
    ...all.flatMap(({ codec, proof }) => [...codec.attributes, ...(proof?.attributes ?? [])]),
    ...columnNames(),
    ...guardedAttributes,
  ]),
];

/** Parses `seen`: each guarded attribute with its value, undefined where it was absent. */
export const guardedIn = (seen: string): Row => {
  const values = z.array(z.array(z.unknown())).parse(JSON.parse(seen));
  return Object.fromEntries(guardedAttributes.map((name, index) => [name, values[index]?.[0]]));
};

/**
 * A row as the prover sees it. Each part is parsed before it is used, and a part that does not parse is reported rather
 * than skipped.
 */
export function seenRow(table: Table, row: Row): SeenRow {
  const [pk, sk] = [String(row.pk), String(row.sk)];
  const key = aggregateKeyIn(pk);
  if (key !== undefined && sk === 'STATE') return seenState(table, row, key);
  const subject = subjectIn({ pk, sk });
  if (subject !== undefined) return seenDelivery(row, subject, table.shardsPerLane);
  const read = seenRead(row);
  if (read !== undefined) return read;
  const recorded = seenRecorded(table.aggregates, row);
  if (recorded !== undefined) return recorded;
  for (const { proof } of table.aggregates.all) {
    const link = proof?.linkIn(row);
    if (link !== undefined) return { ...link, partition: pk };
  }
  const station = stationOfPk(pk);
  const isDue = row.due_pk !== undefined || row.due_sk !== undefined;
  return {
    row: isDue ? 'stray' : 'other',
    name: shortName(nameOfRow(row)),
    partition: pk,
    ...defined({ station }),
  };
}

export function seenState({ aggregates, shardsPerLane }: Table, row: Row, key: AggregateKey): SeenAggregate {
  const found = readable(aggregates, row);
  const isOpen = !(aggregates.find(key.kind)?.terminalStatuses ?? []).some((status) => status === row.status);
  // Detects an open state that would parse if it had a next step; the placeholder step is never used.
  const step = { dueAt: 0, dueKind: 'review', responsible: 'officer' };
  const withoutStep = found === undefined && isOpen ? readable(aggregates, { ...row, ...step }) : undefined;
  return {
    row: 'aggregate',
    key,
    name: nameOfKey(key),
    station: key.station,
    ...keysOf(row, shardsPerLane),
    ...(typeof row.reference === 'string' && { reference: row.reference }),
    open: isOpen,
    stateHash: hashStateRow(row),
    ...(found && { found }),
    ...(withoutStep && { withoutStep }),
    listed: found === undefined || isListed(row, key.kind, found),
    unplaced: row.received_pk === undefined,
  };
}

function readable(aggregates: Registry, row: Row): EngineState | undefined {
  try {
    return stateIn(aggregates, row);
  } catch {
    return undefined;
  }
}

const isListed = (row: Row, kind: string, { station, dueAt, endedAt = 0 }: EngineState): boolean => {
  const [side, at] = dueAt === undefined ? (['closed', endedAt] as const) : (['open', dueAt] as const);
  return (
    row.board_pk === listPk(station, kind, side) &&
    row.board_sk === toIso(at) &&
    (row.received_pk === undefined || row.received_pk === receivedPk(station, kind))
  );
};

function seenDelivery(row: Row, subject: DeliverySubject, shardsPerLane: number): SeenDelivery {
  const dueAt = instant.safeParse(row.dueAt);
  return {
    row: 'delivery',
    name: deliveryId(subject),
    station: stationOf(subject),
    ...keysOf(row, shardsPerLane),
    subject,
    pending: row.state === 'pending',
    ...(dueAt.success && { dueAt: dueAt.data }),
  };
}

const keysOf = (
  row: Row,
  shardsPerLane: number,
): Pick<SeenAggregate, 'seen' | 'priority' | 'due' | 'parked'> => {
  const due = dueOf(row, shardsPerLane);
  return {
    seen: JSON.stringify(guardedAttributes.map((name) => (name in row ? [row[name]] : []))),
    // Without a readable priority the row counts as most urgent.
    priority: priorities.find((priority) => priority === row.priority) ?? 'P0',
    ...defined({ due }),
    parked: row.parked_attempts !== undefined,
  };
};

const LANE = /^(P\d)#(\d+)$/;

/** A row with only one of the two index keys is not in the index. */
function dueOf({ due_pk, due_sk }: Row, shardsPerLane: number): SeenDue | undefined {
  if (due_pk === undefined && due_sk === undefined) return undefined;
  const [, lane, shard] = LANE.exec(String(due_pk)) ?? [];
  const at = typeof due_sk === 'string' ? fromIso(due_sk) : undefined;
  const swept = priorities.some((known: Priority) => known === lane) && Number(shard) < shardsPerLane;
  return { swept, ...defined({ at }) };
}

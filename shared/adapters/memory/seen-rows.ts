import { type AggregateKey, nameOfKey } from '../../engine/aggregate-key.ts';
import { defined } from '../../engine/defined.ts';
import { type Delivery, stationOf } from '../../engine/outbox/delivery.ts';
import { deliveryId } from '../../engine/outbox/delivery-id.ts';
import type { SeenAggregate, SeenDelivery, SeenRow } from '../../engine/proof/seen.ts';
import type { Registry } from '../../engine/registry.ts';
import type { DueRow } from '../../engine/storage/due-row.ts';
import { aggregatePk, deliveryRow } from '../../engine/storage/keys.ts';
import { hashState } from '../../engine/storage/state-columns.ts';
import { seenRead } from '../seen-read.ts';
import { seenRecorded } from '../seen-recorded.ts';
import { deliveryName, stateName, type Tables } from './tables.ts';

/**
 * A state as the prover reads it. `listed` is always true, because the memory board is computed on each read and cannot
 * be stale.
 */
export function seenState(
  tables: Tables,
  key: AggregateKey,
  shardsPerLane: number,
  aggregates: Registry,
): SeenAggregate | undefined {
  const stored = tables.states.get(stateName(key));
  if (stored === undefined) return undefined;
  const found = stored.state === 'unreadable' ? undefined : stored.state;
  const reference = found && 'reference' in found ? String(found.reference) : undefined;
  return {
    row: 'aggregate',
    key,
    name: nameOfKey(key),
    station: key.station,
    ...keysOf(tables, stateName(key), found?.version, shardsPerLane),
    priority: found?.priority ?? 'P0',
    open: found === undefined || found.dueAt !== undefined,
    stateHash: found === undefined ? '' : hashState(aggregates.of(key.kind).codec, found),
    ...(found && { found }),
    ...defined({ reference }),
    listed: true,
    unplaced: false,
  };
}

export function seenDelivery(tables: Tables, delivery: Delivery, shardsPerLane: number): SeenDelivery {
  const { subject, state, attempts, dueAt, priority } = delivery;
  return {
    row: 'delivery',
    name: deliveryId(subject),
    station: stationOf(subject),
    ...keysOf(tables, deliveryName(subject), [state, attempts], shardsPerLane),
    priority,
    subject,
    pending: state === 'pending',
    ...defined({ dueAt }),
  };
}

function keysOf(
  tables: Tables,
  name: string,
  state: unknown,
  shardsPerLane: number,
): Pick<SeenAggregate, 'seen' | 'due' | 'parked'> {
  const due = tables.due.get(name);
  return {
    seen: JSON.stringify([state, due?.row.dueAt, due?.parked]),
    ...(due && { due: { at: due.row.dueAt, swept: due.shard < shardsPerLane } }),
    parked: (due?.parked ?? 0) > 0,
  };
}

/** All rows, in no particular but always the same order. */
export function seenRows(tables: Tables, aggregates: Registry, shardsPerLane: number): readonly SeenRow[] {
  const companions = [...tables.companions.values()].flatMap((rows) => [...rows.values()]);
  return [
    ...[...tables.states.values()].flatMap(
      ({ key }) => seenState(tables, key, shardsPerLane, aggregates) ?? [],
    ),
    ...[...tables.deliveries.values()].map((one) => seenDelivery(tables, one, shardsPerLane)),
    ...companions.flatMap((row) => seenRead(row) ?? []),
    ...companions.flatMap((row) =>
      aggregates.all.flatMap(({ proof }) => {
        const link = proof?.linkIn(row);
        return link === undefined ? [] : [{ ...link, partition: String(row.pk) }];
      }),
    ),
    ...companions.flatMap((row) => seenRecorded(aggregates, row) ?? []),
    ...strays(tables),
  ];
}

/**
 * All rows of one partition. The names of states, of companions and of messages about an aggregate begin with it, so no
 * other row is looked at more closely: a proof asks for each partition that changed.
 */
export function seenRowsOf(
  tables: Tables,
  aggregates: Registry,
  shardsPerLane: number,
  partition: string,
): readonly SeenRow[] {
  const named = <Value>(map: ReadonlyMap<string, Value>): Map<string, Value> => {
    const value = map.get(partition);
    return new Map(value === undefined ? [] : [[partition, value]]);
  };
  const within: Tables = {
    ...tables,
    states: named(tables.states),
    companions: named(tables.companions),
    deliveries: new Map(),
    due: new Map(),
  };
  for (const [name, delivery] of tables.deliveries) {
    if (mayBeIn(name, partition) && deliveryRow(delivery.subject).pk === partition)
      within.deliveries.set(name, delivery);
  }
  for (const [name, due] of tables.due) {
    if (mayBeIn(name, partition) && partitionOfDue(due.row) === partition) within.due.set(name, due);
  }
  return seenRows(within, aggregates, shardsPerLane);
}

/** False where the name alone says that a row is of another partition; names of briefs and batches say nothing. */
const mayBeIn = (name: string, partition: string): boolean =>
  name.startsWith(partition) || !name.startsWith('S#');

export const partitionOfDue = (row: DueRow): string =>
  row.row === 'aggregate' ? aggregatePk(row.key) : deliveryRow(row.subject).pk;

/** Entries of the due index whose row does not exist. */
const strays = ({ states, deliveries, due }: Tables): readonly SeenRow[] =>
  [...due]
    .filter(([name]) => !states.has(name) && !deliveries.has(name))
    .map(([name, { row }]) => ({
      row: 'stray',
      name,
      partition: partitionOfDue(row),
      station: row.row === 'aggregate' ? row.key.station : stationOf(row.subject),
    }));

import { type AggregateKey, nameOfKey } from '../../engine/aggregate-key.ts';
import { defined } from '../../engine/defined.ts';
import { type Delivery, stationOf } from '../../engine/outbox/delivery.ts';
import { deliveryId } from '../../engine/outbox/delivery-id.ts';
import type { SeenAggregate, SeenDelivery, SeenRow } from '../../engine/proof/seen.ts';
import type { Registry } from '../../engine/registry.ts';
import { isStationId } from '../../engine/scope.ts';
import { seenRead } from '../seen-read.ts';
import { deliveryName, stateName, type Tables } from './tables.ts';

/**
 * A state as the prover reads it. `listed` is always true, because the memory board is computed on each read and cannot
 * be stale.
 */
export function seenState(
  tables: Tables,
  key: AggregateKey,
  shardsPerLane: number,
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
export function seenRows(tables: Tables, { all }: Registry, shardsPerLane: number): readonly SeenRow[] {
  const companions = [...tables.companions.values()].flatMap((rows) => [...rows.values()]);
  return [
    ...[...tables.states.values()].flatMap(({ key }) => seenState(tables, key, shardsPerLane) ?? []),
    ...[...tables.deliveries.values()].map((one) => seenDelivery(tables, one, shardsPerLane)),
    ...companions.flatMap((row) => seenRead(row) ?? []),
    ...companions.flatMap((row) => all.flatMap(({ proof }) => proof?.linkIn(row) ?? [])),
    ...strays(tables),
    ...people(tables),
  ];
}

const people = ({ people: entries }: Tables): readonly SeenRow[] =>
  [...entries.keys()].flatMap((name): readonly SeenRow[] => {
    const [station = ''] = name.split('/');
    return isStationId(station) ? [{ row: 'other', name, station }] : [];
  });

/** Entries of the due index whose row does not exist. */
const strays = ({ states, deliveries, due }: Tables): readonly SeenRow[] =>
  [...due]
    .filter(([name]) => !states.has(name) && !deliveries.has(name))
    .map(([name, { row }]) => ({
      row: 'stray',
      name,
      station: row.row === 'aggregate' ? row.key.station : stationOf(row.subject),
    }));

import { isOpenCase } from '../../cases/case.ts';
import { type CaseKey, isCaseId, keyOf } from '../../cases/case-key.ts';
import { isReference } from '../../cases/reference.ts';
import type { Delivery, DeliverySubject } from '../../engine/outbox/delivery.ts';
import { deliveryName as messageName } from '../../engine/outbox/delivery-id.ts';
import type { SeenCase, SeenDelivery, SeenRow } from '../../engine/proof/seen.ts';
import { isStationId, type StationId } from '../../engine/scope.ts';
import { caseName, deliveryName, type Tables } from './tables.ts';

/** A case as the prover meets it. There is no list to stand in wrongly: the board is worked out anew each time. */
export function seenCase(tables: Tables, key: CaseKey, shardsPerLane: number): SeenCase | undefined {
  const row = tables.cases.get(caseName(key));
  if (row === undefined) return undefined;
  const found = row === 'unreadable' ? undefined : row;
  return {
    kind: 'case',
    key,
    name: `${key.station}-${key.caseId}`,
    station: key.station,
    ...keysOf(tables, caseName(key), found?.version, shardsPerLane),
    priority: found?.priority ?? 'P0',
    open: found === undefined || isOpenCase(found),
    ...(found && { found, reference: found.reference }),
    listed: true,
  };
}

export function seenDelivery(tables: Tables, delivery: Delivery, shardsPerLane: number): SeenDelivery {
  const { subject, state, attempts, dueAt, priority } = delivery;
  return {
    kind: 'delivery',
    name: messageName(subject),
    station: stationOf(subject),
    ...keysOf(tables, deliveryName(subject), [state, attempts], shardsPerLane),
    priority,
    subject,
    pending: state === 'pending',
    ...(dueAt !== undefined && { dueAt }),
  };
}

function keysOf(
  tables: Tables,
  name: string,
  state: unknown,
  shardsPerLane: number,
): Pick<SeenCase, 'seen' | 'due' | 'parked'> {
  const due = tables.due.get(name);
  return {
    seen: JSON.stringify([state, due?.row.dueAt, due?.parked]),
    ...(due && { due: { at: due.row.dueAt, swept: due.shard < shardsPerLane } }),
    parked: (due?.parked ?? 0) > 0,
  };
}

/** Every row there is, in no particular order but always the same. */
export function seenRows(tables: Tables, shardsPerLane: number): readonly SeenRow[] {
  return [
    ...[...tables.cases.keys()].flatMap((name) => {
      const key = caseKeyIn(name);
      return (key && seenCase(tables, key, shardsPerLane)) ?? [];
    }),
    ...[...tables.deliveries.values()].map((one) => seenDelivery(tables, one, shardsPerLane)),
    ...references(tables),
    ...[...tables.submissions].map(
      ([hash, { key }]): SeenRow => ({ kind: 'link', name: `T#${hash}`, station: key.station, to: key }),
    ),
    ...[...tables.joins].map(
      ([name, { from, to }]): SeenRow => ({ kind: 'join', name, station: to.station, from, to }),
    ),
    ...strays(tables),
    ...people(tables),
  ];
}

const references = ({ references }: Tables): readonly SeenRow[] =>
  [...references].flatMap(([name, to]): readonly SeenRow[] => {
    const [station = '', reference = ''] = name.split('/');
    if (!isStationId(station) || !isReference(reference)) return [];
    return [{ kind: 'reference', name: `${station}-${reference}`, station, reference, to }];
  });

const people = ({ people }: Tables): readonly SeenRow[] =>
  [...people.keys()].flatMap((name): readonly SeenRow[] => {
    const [station = ''] = name.split('/');
    return isStationId(station) ? [{ kind: 'other', name, station }] : [];
  });

/** Places in the index whose row is not there. */
const strays = ({ cases, deliveries, due }: Tables): readonly SeenRow[] =>
  [...due]
    .filter(([name]) => !cases.has(name) && !deliveries.has(name))
    .map(([name, { row }]) => ({
      kind: 'stray',
      name,
      station: row.kind === 'case' ? row.key.station : stationOf(row.subject),
    }));

function caseKeyIn(name: string): CaseKey | undefined {
  const [station = '', caseId = ''] = name.split('/');
  return isStationId(station) && isCaseId(caseId) ? keyOf({ station, caseId }) : undefined;
}

const stationOf = (subject: DeliverySubject): StationId =>
  subject.about === 'case' ? subject.key.station : subject.station;

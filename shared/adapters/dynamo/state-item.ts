import * as z from 'zod/mini';
import type { StateColumns } from '../../engine/aggregate.ts';
import type { EngineState } from '../../engine/aggregate-types.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { onFirstUse } from '../../engine/on-first-use.ts';
import type { Priority } from '../../engine/priority.ts';
import type { AnyAggregate, Registry } from '../../engine/registry.ts';
import { ruleZeroFault } from '../../engine/rule-zero.ts';
import type { StationId } from '../../engine/scope.ts';
import { isKeptCommands } from '../../engine/storage/kept-commands.ts';
import { aggregateKeyIn, stateRow } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import {
  count,
  instant,
  priority,
  readRow,
  responsible,
  unreadable,
} from '../../engine/storage/row-parts.ts';
import { stateColumns } from '../../engine/storage/state-columns.ts';
import { shardOf } from '../shard.ts';

/** The board index key of one kind of aggregate. */
export const listPk = (station: StationId, kind: string, side: 'open' | 'closed'): string =>
  `S#${station}#${kind}#${side}`;

/**
 * The partition of one kind of aggregate in the index of receipt, which sorts by the attribute `receivedAt` of the
 * codec. Neither changes in a life, so the index is written once. An aggregate without that attribute is not in it.
 */
export const receivedPk = (station: StationId, kind: string): string => `S#${station}#${kind}`;

/** The due index keys of a row. */
export const dueKeys = (lane: Priority, shard: number, at: Instant) => ({
  due_pk: `${lane}#${shard}`,
  due_sk: toIso(at),
});

/** A state as a row: the engine's columns, the body encoded by its codec, and the index keys. */
export function stateItem(aggregate: AnyAggregate, state: EngineState, shardsPerLane: number): Row {
  const { station, chainHead, priority: lane, dueAt, endedAt } = state;
  const key = aggregate.keyOf(state);
  const listAt = (side: 'open' | 'closed', at: Instant) => ({
    board_pk: listPk(station, aggregate.kind, side),
    board_sk: toIso(at),
  });
  return {
    ...aggregate.codec.encode(state),
    ...stateRow(key),
    received_pk: receivedPk(station, aggregate.kind),
    ...stateColumns(state),
    head: chainHead,
    ...(dueAt === undefined
      ? listAt('closed', endedAt ?? 0)
      : {
          ...dueKeys(lane, shardOf(key.id, shardsPerLane), dueAt),
          ...listAt('open', dueAt),
        }),
  };
}

const columns = onFirstUse(() =>
  z.object({
    pk: z.string(),
    sk: z.literal('STATE'),
    version: count,
    head: z.string(),
    policy: z.string(),
    status: z.string(),
    priority,
    dueAt: z.exactOptional(instant),
    dueKind: z.exactOptional(z.string()),
    responsible: z.exactOptional(responsible),
    endedAt: z.exactOptional(instant),
    commands: z.exactOptional(z.string().check(z.refine(isKeptCommands))),
  }),
);

/** The columns that the engine writes, without the index keys. */
export const columnNames = (): readonly string[] => Object.keys(columns().shape);

/** Decodes a state row. Throws `Unreadable` when any part of it does not parse, and when it breaks rule 0. */
export function stateIn(aggregates: Registry, row: Row): EngineState {
  const { pk, sk: _, head: chainHead, policy: policyVersion, ...rest } = readRow(columns, row);
  const key = aggregateKeyIn(pk);
  const aggregate = key && aggregates.find(key.kind);
  if (key === undefined || aggregate === undefined) throw unreadable(row, 'pk');
  const found: StateColumns = { ...rest, station: key.station, id: key.id, chainHead, policyVersion };
  const state = aggregate.codec.decode(found, row);
  const fault = ruleZeroFault(aggregate, state);
  if (fault !== undefined) throw unreadable(row, fault);
  return state;
}

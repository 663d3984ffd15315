import type { StateCodec } from '../aggregate.ts';
import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import { canonicalHash } from '../canonical-hash.ts';
import { defined } from '../defined.ts';
import type { Row } from './row.ts';
import { rowBytes } from './row-bytes.ts';

/** The columns of a state's row that the engine writes, besides its keys and the head of its history. */
export const stateColumns = (state: EngineState): Row => {
  const { version, policyVersion: policy, status, priority, dueAt, dueKind, responsible, endedAt } = state;
  const { commands } = state;
  const step = dueAt === undefined ? { endedAt } : { dueAt, dueKind, responsible };
  return { version, policy, status, priority, ...step, ...defined({ commands }) };
};

/** What the sweep and the prover move outside a step: keys of the row and of indexes. The head covers the hash itself. */
const uncovered: ReadonlySet<string> = new Set([
  'pk',
  'sk',
  'head',
  'due_pk',
  'due_sk',
  'board_pk',
  'board_sk',
  'received_pk',
  'parked_attempts',
]);

/**
 * The hash of what a state's row says: SHA-256 over the canonical JSON (RFC 8785) of all its attributes but these. The
 * notary needs no list of a codec for it. The prover reads only the attributes that its release knows, so one of an older
 * release calls a state with a newer attribute changed (docs/deploy.md, Upgrade and rollback).
 */
export function hashStateRow(row: Row): string {
  const covered = Object.entries(row).filter(([name]) => !uncovered.has(name));
  return canonicalHash(defined(Object.fromEntries(covered)));
}

/** The hash that the row of a state has when it is written. */
export const hashState = <State extends EngineState>(codec: StateCodec<State>, state: State): string =>
  hashStateRow({ ...codec.encode(state), ...stateColumns(state) });

/** A row is billed by the kilobyte. */
const ROW_BYTES = 1024;
/** Keys of the row and of its indexes without station and kind, which stand in three of them, and the head. */
const KEYS_BYTES = 191;
/** For what the next steps add to the row. */
const RESERVE_BYTES = 32;

/** How many bytes of kept commands the row of a state can hold before it is billed as a longer one. */
export function roomForCommands<State extends EngineState>(
  codec: StateCodec<State>,
  { station, kind }: Pick<AggregateKey, 'station' | 'kind'>,
  state: State,
): number {
  const row = { ...codec.encode(state), ...stateColumns(state), commands: '' };
  return ROW_BYTES - RESERVE_BYTES - KEYS_BYTES - 3 * (station.length + kind.length) - rowBytes(row);
}

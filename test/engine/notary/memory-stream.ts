import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import type { NotaryRecord, SeenHead } from '../../../shared/engine/notary/notary-record.ts';
import type { Registry } from '../../../shared/engine/registry.ts';
import {
  aggregateKeyIn,
  positionOfRead,
  rootIn,
  unstatedChainIn,
} from '../../../shared/engine/storage/keys.ts';
import { readRecordIn } from '../../../shared/engine/storage/read-log.ts';
import type { Row } from '../../../shared/engine/storage/row.ts';
import { hashState } from '../../../shared/engine/storage/state-columns.ts';

/** A record before it has its number in the stream. */
type Change = NotaryRecord extends infer One ? (One extends unknown ? Omit<One, 'sequence'> : never) : never;

/** What a row is about, as far as the notary sees it. */
interface Rows {
  readonly states: ReadonlyMap<string, SeenHead | 'unreadable'>;
  /** By partition, version and index. */
  readonly facts: ReadonlyMap<string, string>;
  readonly reads: ReadonlyMap<string, Row>;
  /** What the prover says to the notary. */
  readonly asked: ReadonlyMap<string, Row>;
}

/**
 * The stream of the memory tables, by comparison: each call returns what has changed since the one before, by whatever
 * wrote it, also by a test that damages a row. It begins with what is in `begins`.
 */
export function memoryStream(
  tables: Tables,
  aggregates: Registry,
  begins: Tables = tables,
): () => readonly NotaryRecord[] {
  let before = rowsOf(begins, aggregates);
  let sequence = 0;
  return () => {
    const after = rowsOf(tables, aggregates);
    const changes = [
      ...stateChanges(before, after),
      ...factChanges(before, after),
      ...readChanges(before, after),
      ...proverChanges(before, after),
    ];
    before = after;
    return changes.map((change): NotaryRecord => {
      sequence += 1;
      return { ...change, sequence: String(sequence) } as NotaryRecord;
    });
  };
}

function rowsOf({ states, facts, companions }: Tables, aggregates: Registry): Rows {
  const heads = [...states].map(([pk, { key, state }]): readonly [string, SeenHead | 'unreadable'] => {
    if (state === 'unreadable') return [pk, state];
    const hash = hashState(aggregates.of(key.kind).codec, state);
    return [pk, { version: state.version, head: state.chainHead, state: hash }];
  });
  const rows = [...companions.values()].flatMap((partition) => [...partition.values()]);
  const reads = rows.filter(({ pk, sk }) => positionOfRead({ pk: String(pk), sk: String(sk) }) !== undefined);
  return {
    states: new Map(heads),
    facts: new Map(
      [...facts].flatMap(([pk, all]) =>
        all.map((fact) => [`${pk} ${fact.version} ${fact.index}`, JSON.stringify(fact)] as const),
      ),
    ),
    reads: new Map(reads.map((row) => [`${row.pk} ${row.sk}`, row])),
    asked: new Map(
      rows.filter(({ pk }) => String(pk).startsWith('NOTARY#')).map((row) => [`${row.pk} ${row.sk}`, row]),
    ),
  };
}

const keyOfPk = (pk: string) => {
  const key = aggregateKeyIn(pk);
  if (key === undefined) throw new Error(`no aggregate: ${pk}`);
  return key;
};

function stateChanges(before: Rows, after: Rows): readonly Change[] {
  const all = new Set([...before.states.keys(), ...after.states.keys()]);
  return [...all].flatMap((pk): readonly Change[] => {
    const [old, next] = [before.states.get(pk), after.states.get(pk)];
    if (JSON.stringify(old) === JSON.stringify(next)) return [];
    return [{ row: 'state', key: keyOfPk(pk), ...(old && { before: old }), ...(next && { after: next }) }];
  });
}

const factChanges = (before: Rows, after: Rows): readonly Change[] =>
  [...new Map([...before.facts, ...after.facts]).keys()].flatMap((name): readonly Change[] => {
    const [old, next] = [before.facts.get(name), after.facts.get(name)];
    if (next === old) return [];
    const [pk = '', version] = name.split(' ');
    const change = next === undefined ? 'removed' : old === undefined ? JSON.parse(next) : 'changed';
    return [{ row: 'fact', key: keyOfPk(pk), version: Number(version), change }];
  });

function readChanges(before: Rows, after: Rows): readonly Change[] {
  const all = new Map([...before.reads, ...after.reads]);
  return [...all].flatMap(([name, row]): readonly Change[] => {
    const [old, next] = [before.reads.get(name), after.reads.get(name)];
    const position = positionOfRead({ pk: String(row.pk), sk: String(row.sk) });
    if (position === undefined || JSON.stringify(old) === JSON.stringify(next)) return [];
    if (old === undefined) return [{ row: 'read', ...position, change: readRecordIn(row) }];
    return [{ row: 'read', ...position, change: next === undefined ? 'removed' : 'changed' }];
  });
}

const proverChanges = (before: Rows, after: Rows): readonly Change[] =>
  [...after.asked].flatMap(([name, row]): readonly Change[] => {
    if (JSON.stringify(before.asked.get(name)) === JSON.stringify(row)) return [];
    const key = { pk: String(row.pk), sk: String(row.sk) };
    const chain = unstatedChainIn(key);
    const place = rootIn(key);
    const { afterVersion, afterHead, chains, root } = row;
    if (chain !== undefined) {
      return [{ row: 'unstated', chain, after: { version: Number(afterVersion), head: String(afterHead) } }];
    }
    return place === undefined
      ? []
      : [{ row: 'root', root: { ...place, chains: Number(chains), root: String(root) } }];
  });

import type { Store } from '../../../shared/cases/world.ts';
import type { AggregateKey } from '../../../shared/engine/aggregate-key.ts';
import type { EngineState } from '../../../shared/engine/aggregate-types.ts';
import type { NotaryRecord } from '../../../shared/engine/notary/notary-record.ts';
import type { Commit } from '../../../shared/engine/storage/commit.ts';
import type { FactRecord } from '../../../shared/engine/storage/fact-record.ts';
import { factRow, positionOfRead, readLogPk, stateRow } from '../../../shared/engine/storage/keys.ts';
import type { Row, RowKey } from '../../../shared/engine/storage/row.ts';

/** A change of a row that the notary watches: its key, and what the notary reads of its images. */
export interface RowChange {
  /** The key of the row, as one text. */
  readonly item: string;
  readonly record: Unnumbered<NotaryRecord>;
}

type Unnumbered<Given> = Given extends unknown ? Omit<Given, 'sequence'> : never;

/** The key of a row as one text. */
export const itemOf = ({ pk, sk }: RowKey): string => `${pk}/${sk}`;

const headOf = ({ version, chainHead }: EngineState) => ({ version, head: chainHead });

/** A state row that was written, changed or removed. */
export const stateChange = (
  key: AggregateKey,
  before: EngineState | undefined,
  after: EngineState | undefined,
): RowChange => ({
  item: itemOf(stateRow(key)),
  record: {
    row: 'state',
    key,
    ...(before && { before: headOf(before) }),
    ...(after && { after: headOf(after) }),
  },
});

/** A fact’s row that was written, changed or removed. */
export const factChange = (
  key: AggregateKey,
  fact: FactRecord<unknown>,
  change: 'written' | 'changed' | 'removed',
): RowChange => ({
  item: itemOf(factRow(key, fact.version, fact.index)),
  record: { row: 'fact', key, version: fact.version, change: change === 'written' ? fact : change },
});

/** What a commit has written. */
export const changesOf = ({ key, before, after, facts }: Commit): readonly RowChange[] => [
  ...facts.map((fact) => factChange(key, fact, 'written')),
  stateChange(key, before, after),
];

/** A row of a log of reads that was changed, removed, or written with these values; nothing for any other row. */
export function readChange(row: RowKey, change: Row | 'changed' | 'removed'): readonly RowChange[] {
  const position = positionOfRead(row);
  if (position === undefined) return [];
  const { key, number } = position;
  const read = typeof change === 'string' ? change : readIn(number, change);
  return [
    { item: itemOf({ ...row, pk: readLogPk(key) }), record: { row: 'read', key, number, change: read } },
  ];
}

const readIn = (number: number, { read, previousHash, hash }: Row) => ({
  ...JSON.parse(String(read)),
  number,
  previousHash,
  hash,
});

/** The store of an operator, whose commits nobody else watches. */
export const watched = (store: Store, onRow: (change: RowChange) => void): Store => ({
  ...store,
  async commit(first, second) {
    const committed = await store.commit(first, second);
    if (!committed.ok) return committed;
    for (const commit of second === undefined ? [first] : [first, second]) changesOf(commit).forEach(onRow);
    return committed;
  },
});

import type { AggregateKey } from '../../engine/aggregate-key.ts';
import type { EngineState } from '../../engine/aggregate-types.ts';
import type { Commit } from '../../engine/storage/commit.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import { type History, leadsToState } from '../../engine/storage/history.ts';
import {
  aggregatePk,
  ENCLOSED,
  factRow,
  historyPosition,
  historySk,
  stateRow,
} from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import type { AggregateStore, Freshness } from '../../engine/storage/store.ts';
import { guardedCompanion } from './companions.ts';
import { notThereYet, unchangedSince } from './conditions.ts';
import { deliveryIn, deliveryItem } from './delivery-item.ts';
import { factIn, factItem, textIn, textItem } from './history-items.ts';
import { getRow, queryAll, type Table } from './rows.ts';
import { stateIn, stateItem } from './state-item.ts';
import { type GuardedRow, writeAll } from './transaction.ts';

/** An aggregate's history shows at most this many rows; the oldest deliveries and facts are left out first. A text whose fact is left out cannot be compared with it, and is shown as damaged.
 */
const HISTORY_ROWS_MAX = 2000;

export const aggregates = (table: Table): AggregateStore => ({
  commit: (first, second) =>
    writeAll(table, [...rowsOf(table, first), ...(second ? rowsOf(table, second) : [])]),

  async load<State>(key: AggregateKey<State>, notBefore?: number) {
    const read = async (freshness: Freshness): Promise<EngineState | undefined> => {
      const row = await getRow(table, stateRow(key), undefined, freshness);
      return row && stateIn(table.aggregates, row);
    };
    const recent = notBefore === undefined ? undefined : await read('recent');
    const isEnough = recent !== undefined && notBefore !== undefined && recent.version >= notBefore;
    // The registry selects the codec by kind, so the decoded state has the type of this key.
    return (isEnough ? recent : await read('latest')) as State | undefined;
  },

  async firstFact<State, Fact>(key: AggregateKey<State, Fact>) {
    const at = factRow(key, 1, 0);
    // A row that never changes is found at half the price, unless it was written moments ago.
    const row = (await getRow(table, at, undefined, 'recent')) ?? (await getRow(table, at));
    return row && (factIn(row) as FactRecord<Fact>);
  },

  async history<State, Fact>(
    key: AggregateKey<State, Fact>,
    of?: Pick<EngineState, 'version' | 'chainHead'>,
  ) {
    const recent = of && (await readHistory(table, key, 'recent'));
    const isEnough = recent !== undefined && of !== undefined && leadsToState(recent, of);
    return (isEnough ? recent : await readHistory(table, key, 'latest')) as History<Fact>;
  },
});

async function readHistory(table: Table, key: AggregateKey, freshness: Freshness): Promise<History> {
  const query = {
    ConsistentRead: freshness === 'latest',
    KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :through',
    ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
    ExpressionAttributeValues: {
      ':pk': aggregatePk(key),
      ':from': historySk.from,
      ':through': historySk.through,
    },
    ScanIndexForward: false,
  };
  return historyIn(await queryAll(table, query, HISTORY_ROWS_MAX));
}

/** The rows of one commit, each with the condition that fails if the same commit was already written. */
function rowsOf({ aggregates: registry, shardsPerLane }: Table, commit: Commit): readonly GuardedRow[] {
  const { key, before, after, facts, texts, deliveries, companions } = commit;
  const newRow = (row: Row) => ({ row, condition: notThereYet(), conflict: 'version' });
  return [
    ...companions.map((companion) => guardedCompanion(companion, shardsPerLane)),
    {
      row: stateItem(registry.of(key.kind), after, shardsPerLane),
      condition: before === undefined ? notThereYet() : unchangedSince(before.version),
      conflict: 'version',
    },
    ...[
      ...facts.map((fact) => factItem(key, fact)),
      ...texts.map((text) => textItem(key, text)),
      ...deliveries.map((delivery) => deliveryItem(delivery, shardsPerLane)),
    ].map(newRow),
  ];
}

/** @param newestFirst rows in descending order of their sort keys */
function historyIn(newestFirst: readonly Row[]): History {
  const placed = newestFirst.toReversed().map((row) => ({ row, place: historyPosition(String(row.sk)) }));
  // Sorted by number: in text order the tenth row of a commit would precede its second.
  const rows = placed.toSorted(
    ({ place: left }, { place: right }) =>
      (left?.version ?? 0) - (right?.version ?? 0) || (left?.index ?? 0) - (right?.index ?? 0),
  );
  const withPrefix = (prefix: string) =>
    rows.map(({ row }) => row).filter(({ sk }) => String(sk).startsWith(prefix));
  return {
    facts: withPrefix('F#').map(factIn),
    texts: withPrefix('P#').map(textIn),
    deliveries: withPrefix('D#').map(deliveryIn),
    enclosed: withPrefix(ENCLOSED),
  };
}

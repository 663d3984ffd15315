import type { Case } from '../../cases/case.ts';
import { caseAggregate } from '../../cases/case-aggregate.ts';
import type { StoredRows } from '../../cases/stored/stored-rows.ts';
import { stateRow } from '../../engine/storage/keys.ts';
import { peoplePk } from '../../stations/keys.ts';
import { chainRows } from './chain-rows.ts';
import { getRow, queryAll, type Table } from './rows.ts';
import { columnNames, stateIn } from './state-item.ts';

/** A station has some dozens of people. */
const ROWS_MAX = 1000;

export const undecodedRows = (table: Table): StoredRows => ({
  row: (key) => getRow(table, stateRow(key)),

  facts: (key) => chainRows(table, key, { from: 'F#', through: 'F#~' }),

  people: (station) =>
    queryAll(
      table,
      {
        ConsistentRead: true,
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': 'pk' },
        ExpressionAttributeValues: { ':pk': peoplePk(station) },
      },
      ROWS_MAX,
    ),

  // The registry selects the codec by the kind in the row's key, which is that of a case.
  decode: (row) => stateIn(table.aggregates, row) as Case,
  // Neither the version nor the head of the history: with these, a repair could hide a step.
  repairable: [...columnNames(), ...caseAggregate.codec.attributes].filter(
    (name) => !['pk', 'sk', 'version', 'head'].includes(name),
  ),
});

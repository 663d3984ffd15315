import type { AggregateKey } from '../../engine/aggregate-key.ts';
import { defined } from '../../engine/defined.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import { aggregatePk } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { Unreadable } from '../../engine/storage/store-errors.ts';
import { factIn } from './history-items.ts';
import { queryingOnly, queryRows, type RowPage, type Table } from './rows.ts';
import { factAttributes } from './table.ts';

/** The attributes of a fact; of a text's row these are its keys, author and time, without the text. */
export const chainAttributes = ['pk', 'sk', ...factAttributes];

/**
 * A page is a megabyte, and no case gets that many. Without a bound, rows that were put past all commits would fill the
 * memory of the prover and the notary.
 */
export const PAGES_MAX = 64;

/** All rows of an aggregate in a range of sort keys, with the attributes of facts only; strongly consistent. Throws `Unreadable` beyond its bound. */
export async function chainRows(
  table: Table,
  key: AggregateKey,
  { from, through }: { readonly from: string; readonly through: string },
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let page: RowPage | undefined;
  let pages = 0;
  do {
    if (pages === PAGES_MAX)
      throw new Unreadable(`the history ${aggregatePk(key)} is longer than any can be`);
    pages += 1;
    page = await queryRows(table, {
      ConsistentRead: true,
      KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :through',
      ...queryingOnly(chainAttributes),
      ExpressionAttributeValues: { ':pk': aggregatePk(key), ':from': from, ':through': through },
      ...defined({ ExclusiveStartKey: page?.last }),
    });
    rows.push(...page.rows);
  } while (page.last !== undefined);
  return rows;
}

/** The facts among rows, sorted by number: in text order the tenth fact of a version would precede its second. */
export const factsIn = (rows: readonly Row[]): readonly FactRecord[] =>
  rows
    .filter(({ sk }) => String(sk).startsWith('F#'))
    .map(factIn)
    .toSorted((left, right) => left.version - right.version || left.index - right.index);

import { randomUUID } from 'node:crypto';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Committed } from '../../engine/storage/commit.ts';
import type { Row } from '../../engine/storage/row.ts';
import { Contended, Unavailable } from '../../engine/storage/store-errors.ts';
import { answerTo, unlessHeld, untilKnown } from './answer.ts';
import type { Condition } from './conditions.ts';
import { guardedBy, type Table } from './rows.ts';

/** A row to write, its condition, and the conflict to report when the condition fails. */
export interface GuardedRow {
  readonly row: Row;
  readonly condition: Condition;
  readonly conflict: string;
}

/**
 * Writes all rows or none. Throws `Unavailable` when the outcome is unknown, and `Contended` when other transactions held
 * a row in every attempt; a retry is safe, since every row is guarded.
 */
export const writeAll = (table: Table, rows: readonly GuardedRow[]): Promise<Committed> =>
  unlessHeld(table, () => writeOnce(table, rows));

async function writeOnce(table: Table, rows: readonly GuardedRow[]): Promise<Committed> {
  const request = {
    TransactItems: rows.map(({ row, condition }) => ({
      Put: { TableName: table.name, Item: row, ...guardedBy(condition) },
    })),
    // The same for every attempt of this transaction. A retry after a lost answer therefore does not fail on the rows that
    // it has written itself.
    ClientRequestToken: randomUUID(),
  };
  try {
    await untilKnown(table, () =>
      answerTo('commit', table.documents.send(new TransactWriteCommand(request))),
    );
    return { ok: true };
  } catch (error) {
    if (error instanceof TransactionCanceledException) return cancellationOutcome(error, rows);
    throw error;
  }
}

function cancellationOutcome(
  { CancellationReasons = [] }: TransactionCanceledException,
  rows: readonly GuardedRow[],
): Committed {
  const codes = CancellationReasons.map(({ Code = 'None' }) => Code);
  // Companions precede the state, and the most specific conflict comes first.
  const failed = rows.find((_, index) => codes[index] === 'ConditionalCheckFailed');
  if (failed !== undefined) return { ok: false, conflict: failed.conflict };
  if (codes.includes('ValidationError')) throw new Error('the store refused to commit: ValidationError');
  const words = `the store did not commit: ${[...new Set(codes)].join(', ')}`;
  // Throttling beside it is an outage of this call, which further attempts would only prolong.
  const isHeld = codes.every((code) => code === 'None' || code === 'TransactionConflict');
  throw isHeld && codes.includes('TransactionConflict') ? new Contended(words) : new Unavailable(words);
}

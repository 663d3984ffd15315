import { setTimeout as pause } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Committed } from '../../engine/storage/commit.ts';
import type { Row } from '../../engine/storage/row.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { answerTo } from './answer.ts';
import type { Condition } from './conditions.ts';
import { guardedBy, type Table } from './rows.ts';

/** A row to be written, under which condition, and what it means when that does not hold. */
export interface GuardedRow {
  readonly row: Row;
  readonly condition: Condition;
  readonly conflict: string;
}

/** Two transactions touch one row at once: one of them is through in a few milliseconds. */
const waitMilliseconds = [10, 40, 120] as const;

/**
 * Writes all rows or none. Throws `Unavailable` when it cannot know: asking again is safe, since every row is
 * guarded.
 */
export async function writeAll(table: Table, rows: readonly GuardedRow[]): Promise<Committed> {
  for (const wait of [...waitMilliseconds, undefined]) {
    const outcome = await writeOnce(table, rows);
    if (outcome !== 'contended') return outcome;
    if (wait !== undefined) await pause(wait);
  }
  throw new Unavailable('the store did not commit: other transactions held a row');
}

async function writeOnce(table: Table, rows: readonly GuardedRow[]): Promise<Committed | 'contended'> {
  // No request token is given: the SDK makes one for each command built, and keeps it over that command's own
  // network retries, so a commit whose answer got lost is not judged by its own traces.
  const request = new TransactWriteCommand({
    TransactItems: rows.map(({ row, condition }) => ({
      Put: { TableName: table.name, Item: row, ...guardedBy(condition) },
    })),
  });
  try {
    await answerTo('commit', table.documents.send(request));
    return { ok: true };
  } catch (error) {
    if (error instanceof TransactionCanceledException) return whyCancelled(error, rows);
    throw error;
  }
}

function whyCancelled(
  { CancellationReasons = [] }: TransactionCanceledException,
  rows: readonly GuardedRow[],
): Committed | 'contended' {
  const codes = CancellationReasons.map(({ Code = 'None' }) => Code);
  // Companions stand before the state, in the order in which their conflicts explain most.
  const lost = rows.find((_, index) => codes[index] === 'ConditionalCheckFailed');
  if (lost !== undefined) return { ok: false, conflict: lost.conflict };
  if (codes.includes('ValidationError')) throw new Error('the store refused to commit: ValidationError');
  if (codes.includes('TransactionConflict')) return 'contended';
  throw new Unavailable(`the store did not commit: ${[...new Set(codes)].join(', ')}`);
}

import { setTimeout as pause } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Committed } from '../../engine/storage/commit.ts';
import type { Row } from '../../engine/storage/row.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { answerTo } from './answer.ts';
import type { Condition } from './conditions.ts';
import { guardedBy, type Table } from './rows.ts';

/** A row to write, its condition, and the conflict to report when the condition fails. */
export interface GuardedRow {
  readonly row: Row;
  readonly condition: Condition;
  readonly conflict: string;
}

/** Waits between attempts when another transaction holds a row; that one ends within milliseconds. */
const waitsMilliseconds = [10, 40, 120] as const;

/**
 * Writes all rows or none. Throws `Unavailable` when the outcome is unknown; a retry is safe, since every row is
 * guarded.
 */
export async function writeAll(table: Table, rows: readonly GuardedRow[]): Promise<Committed> {
  for (const wait of [...waitsMilliseconds, undefined]) {
    const outcome = await writeOnce(table, rows);
    if (outcome !== 'contended') return outcome;
    if (wait !== undefined) await pause(wait);
  }
  throw new Unavailable('the store did not commit: other transactions held a row');
}

async function writeOnce(table: Table, rows: readonly GuardedRow[]): Promise<Committed | 'contended'> {
  // No explicit request token: the SDK makes one per command and reuses it for that command's network retries. A retry
  // after a lost response therefore does not fail on the rows that it has written itself.
  const request = new TransactWriteCommand({
    TransactItems: rows.map(({ row, condition }) => ({
      Put: { TableName: table.name, Item: row, ...guardedBy(condition) },
    })),
  });
  try {
    await answerTo('commit', table.documents.send(request));
    return { ok: true };
  } catch (error) {
    if (error instanceof TransactionCanceledException) return cancellationOutcome(error, rows);
    throw error;
  }
}

function cancellationOutcome(
  { CancellationReasons = [] }: TransactionCanceledException,
  rows: readonly GuardedRow[],
): Committed | 'contended' {
  const codes = CancellationReasons.map(({ Code = 'None' }) => Code);
  // Companions precede the state, and the most specific conflict comes first.
  const failed = rows.find((_, index) => codes[index] === 'ConditionalCheckFailed');
  if (failed !== undefined) return { ok: false, conflict: failed.conflict };
  if (codes.includes('ValidationError')) throw new Error('the store refused to commit: ValidationError');
  if (codes.includes('TransactionConflict')) return 'contended';
  throw new Unavailable(`the store did not commit: ${[...new Set(codes)].join(', ')}`);
}

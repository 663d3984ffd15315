import type { LogState } from '../notary/log-state.ts';
import { partitionOf } from './partition-of.ts';
import type { Judged } from './prove-context.ts';
import type { SeenRow } from './seen.ts';

/** Some 100 MB. What is beyond is looked at again by the next proof of everything. */
const TO_PROVE_MAX = 1_000_000;

/** A run begins: it looks at all that was noted before, and what is noted from now on is for the run after it. */
export function beginToProve({ toProve, toProveNext }: LogState): void {
  for (const partition of toProveNext) toProve.add(partition);
  toProveNext.clear();
}

/**
 * Notes a row for the next run, whether anything happens to it until then or not: what is open stays noted until a run has
 * seen its end, what is wrong until a run finds it right. So an open case that is dropped whole is missed the next day.
 */
export function noteRow(witness: LogState | undefined, row: SeenRow, judged: Judged): void {
  const isOpen = (row.row === 'aggregate' && row.open) || (row.row === 'delivery' && row.pending);
  if (isOpen || judged.violations.length > 0) notePartition(witness, partitionOf(row));
}

export function notePartition(witness: LogState | undefined, partition: string | undefined): void {
  if (witness === undefined || partition === undefined) return;
  if (witness.toProveNext.size < TO_PROVE_MAX) witness.toProveNext.add(partition);
}

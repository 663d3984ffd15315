import type { AggregateKey } from '../aggregate-key.ts';
import { aggregateKeyIn, readLogPk } from '../storage/keys.ts';
import { Unavailable } from '../storage/store-errors.ts';
import type { ProveContext } from './prove-context.ts';

/**
 * What a run over less than everything looks at, in order: all that stands in the due index, all that was stated, open or
 * wrong since the run before, every register with the rows that it vouches for, and the logs of reads of all those, which the
 * notary may not have heard of.
 */
export async function partitionsToProve(context: ProveContext): Promise<readonly string[]> {
  const { witness, aggregates, dueIndex } = context;
  if (witness === undefined) return [];
  const partitions = new Set(witness.toProve);
  for (const partition of await dueIndex.partitions()) partitions.add(partition);
  for (const chain of witness.heads.keys()) {
    const key = aggregateKeyIn(chain);
    if (key === undefined || aggregates.find(key.kind)?.proof?.recorded === undefined) continue;
    partitions.add(chain);
    for (const partition of await recordedPartitions(context, key)) partitions.add(partition);
  }
  for (const partition of [...partitions]) {
    const key = aggregateKeyIn(partition);
    if (key !== undefined) partitions.add(readLogPk(key));
  }
  return [...partitions].sort();
}

/** Where somebody could add a row past the register. A history that does not read is named when its rows are checked. */
async function recordedPartitions({ records }: ProveContext, key: AggregateKey): Promise<readonly string[]> {
  try {
    return [...(await records.read(key)).rows.values()].map(({ pk }) => pk);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    return [];
  }
}

import type { AggregateKey } from '../aggregate-key.ts';
import { hashFact } from '../commands/fact-chain.ts';
import type { FactRecord } from '../storage/fact-record.ts';
import type { Head } from './statement.ts';

/**
 * The head that facts lead to from the one before them, or `undefined` when one is missing, changed, or follows another
 * head: versions are without gaps, and so are the facts of each.
 */
export function leadsTo(
  key: AggregateKey,
  after: Head,
  facts: readonly FactRecord<unknown>[],
): Head | undefined {
  let { version, head } = after;
  let next = 0;
  for (const fact of facts) {
    const follows = fact.version === version && next > 0 ? fact.index === next : fact.index === 0;
    const isNext = fact.version === version + (fact.index === 0 ? 1 : 0);
    if (!follows || !isNext) return undefined;
    if (fact.previousHash !== head || hashFact(key, fact) !== fact.hash) return undefined;
    [version, next, head] = [fact.version, fact.index + 1, fact.hash];
  }
  return { version, head };
}

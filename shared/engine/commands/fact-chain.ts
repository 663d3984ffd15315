import type { AggregateKey } from '../aggregate-key.ts';
import { canonicalHash } from '../canonical-hash.ts';
import { defined } from '../defined.ts';
import type { FactRecord } from '../storage/fact-record.ts';

type Unhashed = Omit<FactRecord<unknown>, 'hash'>;

/**
 * The hash of a fact: SHA-256 over its canonical JSON (RFC 8785), which includes the previous fact's hash. Changing,
 * adding or removing a fact breaks the chain from there on. Texts are covered as salted commitments only, and the state by
 * its hash.
 */
export function hashFact({ kind, station, id }: AggregateKey, record: Unhashed): string {
  const { version, index, at, by, fact, commitments, state, previousHash } = record;
  const covered = {
    ...{ kind, station, id, version, index, at, by, fact, commitments },
    ...defined({ state }),
    previousHash,
  };
  return canonicalHash(covered);
}

/** The first fact that breaks the chain, `head` if only its end differs, or `undefined` for a valid chain. */
export function brokenAt(
  key: AggregateKey,
  facts: readonly FactRecord<unknown>[],
  head: string,
): string | undefined {
  let previousHash = '';
  for (const fact of facts) {
    if (fact.previousHash !== previousHash || hashFact(key, fact) !== fact.hash) {
      return `F#${fact.version}#${fact.index}`;
    }
    previousHash = fact.hash;
  }
  return previousHash === head ? undefined : 'head';
}

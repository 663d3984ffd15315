import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { CaseKey } from '../cases/case-key.ts';
import type { FactRecord } from './fact-record.ts';

type Unhashed = Omit<FactRecord, 'hash'>;

/**
 * The hash of a fact: SHA-256 over its canonical JSON (RFC 8785), which holds the hash before it. Changing, adding
 * or removing a fact breaks the chain from there on. Texts are in it as salted commitments only.
 */
export function hashFact({ station, caseId }: CaseKey, fact: Unhashed): string {
  const { version, index, at, by, fact: happened, commitments, previousHash } = fact;
  const covered = { station, caseId, version, index, at, by, fact: happened, commitments, previousHash };
  return hash('sha256', canonicalize(covered) ?? '', 'base64url');
}

/** Where a chain first breaks, or `undefined` when it holds and ends at `head`. */
export function brokenAt(key: CaseKey, facts: readonly FactRecord[], head: string): string | undefined {
  let previousHash = '';
  for (const fact of facts) {
    if (fact.previousHash !== previousHash || hashFact(key, fact) !== fact.hash) {
      return `F#${fact.version}#${fact.index}`;
    }
    previousHash = fact.hash;
  }
  return previousHash === head ? undefined : 'head';
}

import type { Instant } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { Registry } from '../registry.ts';
import type { StationId } from '../scope.ts';
import type { AggregateCache } from './aggregate-cache.ts';
import type { ProofCounts, Violation } from './proof.ts';
import type { ProofStore } from './proof-store.ts';
import type { Finding } from './prove-chain.ts';
import type { SeenRow } from './seen.ts';

export interface ProveContext {
  readonly proofs: ProofStore;
  readonly policies: PolicyBook;
  readonly aggregates: Registry;
  readonly seenAggregates: AggregateCache;
  readonly now: Instant;
}

/** What one row adds to the proof of its station; a row without a station is part of no proof. */
export interface Judged {
  readonly station?: StationId;
  readonly counts: Partial<ProofCounts>;
  readonly violations: readonly Violation[];
}

/** A finding about a row in its published form. */
export const violationOf = (row: SeenRow, { kind, where }: Finding, repaired = false): Violation => ({
  kind,
  row: row.name,
  ...('reference' in row && row.reference !== undefined && { reference: row.reference }),
  ...defined({ where }),
  repaired,
});

import type { Instant } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import type { LogState } from '../notary/log-state.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { Registry } from '../registry.ts';
import type { StationId } from '../scope.ts';
import type { AggregateCache } from './aggregate-cache.ts';
import type { IndexCache } from './index-cache.ts';
import type { ProofCounts, Violation } from './proof.ts';
import type { ProofStore } from './proof-store.ts';
import type { Finding } from './prove-chain.ts';
import type { RecordCache } from './prove-recorded.ts';
import type { SeenRow } from './seen.ts';

export interface ProveContext {
  readonly proofs: ProofStore;
  readonly policies: PolicyBook;
  readonly aggregates: Registry;
  readonly seenAggregates: AggregateCache;
  readonly records: RecordCache;
  readonly dueIndex: IndexCache;
  readonly now: Instant;
  /** What the notary's log says; absent where there is no notary. */
  readonly witness?: LogState;
}

/** What one row adds to the proof of its station; a row without a station is part of no proof. */
export interface Judged {
  readonly station?: StationId;
  readonly counts: Partial<ProofCounts>;
  readonly violations: readonly Violation[];
}

/** By this two violations are the same one. */
export const violationName = ({ kind, row }: Violation): string => `${kind} ${row}`;

/** A finding about a row in its published form. */
export const violationOf = (row: SeenRow, finding: Finding, repaired = false): Violation => ({
  kind: finding.kind,
  row: row.name,
  ...('reference' in row && row.reference !== undefined && { reference: row.reference }),
  ...defined({ where: finding.where }),
  repaired: finding.repaired ?? repaired,
});

import type { AggregateKey } from '../aggregate-key.ts';
import type { Page } from '../storage/page.ts';
import type { Proof } from './proof.ts';
import type { Chain, ProofRun, Repair, SeenAggregate, SeenDelivery, SeenRow } from './seen.ts';

/** Everything kept, of all stations, for the prover alone. It never sees a sealed text, and never writes a fact. */
export interface ProofStore {
  /** All rows, page by page; the rows themselves are strongly consistent. */
  scan(cursor?: string): Promise<Page<SeenRow>>;
  findAggregate(key: AggregateKey): Promise<SeenAggregate | undefined>;
  /** Strongly consistent and whole. Throws `Unreadable` for a fact that does not parse. */
  chain(key: AggregateKey): Promise<Chain>;
  /** Whether the index itself shows the row where the row says. An index lags behind its table by moments. */
  isIndexed(row: SeenAggregate): Promise<boolean>;
  /** False when the row is no longer as it was seen; then nothing was changed. */
  repair(row: SeenAggregate | SeenDelivery, repair: Repair): Promise<boolean>;
  loadRun(): Promise<ProofRun | undefined>;
  /** `undefined` once everything was looked at. */
  saveRun(run: ProofRun | undefined): Promise<void>;
  writeProof(proof: Proof): Promise<void>;
}

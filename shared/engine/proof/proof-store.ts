import type { AggregateKey } from '../aggregate-key.ts';
import type { Page } from '../storage/page.ts';
import type { ReadRecord } from '../storage/read-log.ts';
import type { Proof } from './proof.ts';
import type { Chain, ProofRun, Repair, SeenAggregate, SeenDelivery, SeenRow } from './seen.ts';

/** The prover's access to all rows of all stations. It reads no sealed text and writes no fact. */
export interface ProofStore {
  /** All rows, page by page; strongly consistent. */
  scan(cursor?: string): Promise<Page<SeenRow>>;
  findAggregate(key: AggregateKey): Promise<SeenAggregate | undefined>;
  /** The complete history; strongly consistent. Throws `Unreadable` for a fact that does not parse. */
  chain(key: AggregateKey): Promise<Chain>;
  /** The read of this number and the one before it, if they are there. Throws `Unreadable` like `chain`. */
  reads(key: AggregateKey, number: number): Promise<readonly ReadRecord[]>;
  /** Whether the due index contains the row under the row's own key. The index lags behind its table by moments. */
  isIndexed(row: SeenAggregate): Promise<boolean>;
  /** False if the row was changed since it was read; then nothing is written. */
  repair(row: SeenAggregate | SeenDelivery, repair: Repair): Promise<boolean>;
  loadRun(): Promise<ProofRun | undefined>;
  /** `undefined` once all rows were checked. */
  saveRun(run: ProofRun | undefined): Promise<void>;
  writeProof(proof: Proof): Promise<void>;
}

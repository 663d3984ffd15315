import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
import type { DailyRoot, Head } from '../notary/statement.ts';
import type { Page } from '../storage/page.ts';
import type { ReadRecord } from '../storage/read-log.ts';
import type { Row, RowKey } from '../storage/row.ts';
import type { Proof, ProofCovers } from './proof.ts';
import type { Chain, ProofRun, Repair, SeenAggregate, SeenDelivery, SeenRow } from './seen.ts';

/** The prover's access to all rows of all stations. It reads no sealed text and writes no fact. */
export interface ProofStore {
  /** All rows, page by page; strongly consistent. */
  scan(cursor?: string): Promise<Page<SeenRow>>;
  /** All rows of a partition, whatever they are; strongly consistent. Throws `Unreadable` for more than any can have. */
  rowsOf(partition: string): Promise<readonly SeenRow[]>;
  findAggregate(key: AggregateKey): Promise<SeenAggregate | undefined>;
  /** Those of some aggregates, at most 100 and each once, that exist; strongly consistent, in no particular order. */
  findAggregates(keys: readonly AggregateKey[]): Promise<readonly SeenAggregate[]>;
  /** The complete history; strongly consistent. Throws `Unreadable` for a fact that does not parse. */
  chain(key: AggregateKey): Promise<Chain>;
  /** The read of this number and the one before it, if they are there. Throws `Unreadable` like `chain`. */
  reads(key: AggregateKey, number: number): Promise<readonly ReadRecord[]>;
  /** A row that facts name, with all its attributes, which are needed for its hash; strongly consistent. */
  recordedRow(key: RowKey): Promise<Row | undefined>;
  /** Reads the due index, keys only, as far as it goes until `remainingMs()` is used up. */
  dueIndex(remainingMs: () => number): Promise<DueIndex>;
  /** Whether the due index contains the row under the row's own key. The index lags behind its table by moments. */
  isIndexed(row: SeenAggregate): Promise<boolean>;
  /** False if the row was changed since it was read; then nothing is written. */
  repair(row: SeenAggregate | SeenDelivery, repair: Repair): Promise<boolean>;
  /**
   * Asks the notary to state what stands behind this head. Returns since when it was asked about the same head: now, if
   * this is the first time.
   */
  askToState(chain: string, after: Head, now: Instant): Promise<Instant>;
  /** Gives the notary a root, and keeps it. */
  keepRoot(root: DailyRoot): Promise<void>;
  loadRun(covers: ProofCovers): Promise<ProofRun | undefined>;
  /** `undefined` once all rows were checked. */
  saveRun(covers: ProofCovers, run: ProofRun | undefined): Promise<void>;
  writeProof(proof: Proof): Promise<void>;
  /** The proof of a station that was published last. Throws `Unreadable` for one that does not parse. */
  latestProof(of: Pick<Proof, 'station'>): Promise<Proof | undefined>;
}

/** The due index as it was read. */
export interface DueIndex {
  /** Whether a row was found there under the row's own key; where not, `isIndexed` knows. */
  has(row: SeenAggregate): boolean;
  /** The partitions of the rows that stand there. */
  readonly partitions: Iterable<string>;
}

import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
import type { BatchWindow } from '../outbox/batch-window.ts';
import type {
  AggregateSubject,
  Delivery,
  DeliveryEnd,
  DeliverySubject,
  DigestContent,
} from '../outbox/delivery.ts';
import type { Priority } from '../priority.ts';
import type { Commit, Committed } from './commit.ts';
import type { Companion, CompanionRange } from './companion.ts';
import type { DueRow } from './due-row.ts';
import type { History } from './history.ts';
import type { Page } from './page.ts';
import type { Row, RowKey } from './row.ts';

/** Loads and writes states and histories of aggregates. */
export interface AggregateStore {
  /**
   * Writes the steps of one or two aggregates in one transaction, each conditional on the version that was loaded.
   * Throws `Unavailable` when it is unknown whether the transaction was written.
   */
  commit(first: Commit, second?: Commit): Promise<Committed>;
  /** Strongly consistent. Throws `Unreadable` for a row that does not parse. */
  load<State, Fact>(key: AggregateKey<State, Fact>): Promise<State | undefined>;
  history<State, Fact>(key: AggregateKey<State, Fact>): Promise<History<Fact>>;
}

/** Reads and writes companions; the file that defines a companion parses its row. */
export interface CompanionStore {
  /** Strongly consistent. */
  companion(key: RowKey): Promise<Row | undefined>;
  /** Rows of one partition in the order of their sort keys; strongly consistent. */
  companions(pk: string, range: CompanionRange): Promise<readonly Row[]>;
  /** The keys of rows that stand in a queue at `now`, at most `limit`; a row written within moments may be missing. */
  queued(queue: string, now: Instant, limit: number): Promise<readonly RowKey[]>;
  /** Writes companions that belong to no step, all or none. False when a condition fails. */
  writeCompanions(companions: readonly Companion[]): Promise<boolean>;
}

/** The due index: everything due, by lane (the priority) and shard. */
export interface DueStore {
  readonly shardsPerLane: number;
  due(lane: Priority, shard: number, now: Instant, limit: number, cursor?: string): Promise<Page<DueRow>>;
  /** How often a row was parked since it was last written; strongly consistent, and 0 for a row that does not exist. */
  timesParked(row: DueRow): Promise<number>;
  /**
   * Moves the due time of a row that failed to `until`, if it is still due at `row.dueAt`. Returns how often it was
   * parked, or `undefined` when it was changed meanwhile.
   */
  park(row: DueRow, until: Instant): Promise<number | undefined>;
}

/** More deliveries than an aggregate has while an earlier message still waits for its first attempt. */
export const DELIVERIES_READ_MAX = 100;

export interface DeliveryStore {
  loadDelivery(subject: DeliverySubject): Promise<Delivery | undefined>;
  /** Claims the next attempt and moves the due time to `retryAt`. `undefined` when another claim came first. */
  claim(delivery: Delivery, retryAt: Instant): Promise<Delivery | undefined>;
  /** Puts a delivery off to the end of quiet hours. No attempt is counted, and one that was claimed meanwhile stays. */
  hold(delivery: Delivery, until: Instant): Promise<void>;
  /** Records on a pending delivery that an attempt has failed. */
  attemptFailed(delivery: Delivery): Promise<void>;
  /** Ends a pending delivery; no effect on one that has ended. */
  settle(delivery: Delivery, state: DeliveryEnd, reason?: string): Promise<void>;
  /**
   * The pending deliveries among the newest `DELIVERIES_READ_MAX` of an aggregate, in the order in which they were
   * decided; strongly consistent. A row that does not parse is left out: it cannot be sent, and must hold up no other.
   */
  pending(key: AggregateKey): Promise<readonly Delivery<AggregateSubject>[]>;
  /** Creates the brief of a day and role unless it exists; true when this call created it. */
  addBrief(brief: Delivery): Promise<boolean>;
  /** Opens a batch window unless one of its batch is open at `now`; returns the open one. */
  openBatchWindow(batchWindow: BatchWindow, now: Instant): Promise<BatchWindow>;
  /**
   * Adds an aggregate to a digest, and creates the digest for the first one. False when the digest was settled or an
   * attempt to send it has begun, since it would then not mention this aggregate.
   */
  joinDigest(digest: Delivery & { readonly digestContent: DigestContent }, id: string): Promise<boolean>;
}

export interface EngineStore extends AggregateStore, CompanionStore, DueStore, DeliveryStore {}

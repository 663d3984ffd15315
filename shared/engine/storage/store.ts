import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
import type { BatchWindow } from '../outbox/batch-window.ts';
import type { Delivery, DeliverySubject, DigestContent } from '../outbox/delivery.ts';
import type { Priority } from '../priority.ts';
import type { Commit, Committed } from './commit.ts';
import type { Companion, CompanionRange } from './companion.ts';
import type { DueRow } from './due-row.ts';
import type { History } from './history.ts';
import type { Page } from './page.ts';
import type { Row, RowKey } from './row.ts';

/** The states and histories of aggregates. */
export interface AggregateStore {
  /**
   * Writes the steps of one or two aggregates in one transaction, each guarded by the version seen. Throws
   * `Unavailable` when it cannot know whether it was written.
   */
  commit(first: Commit, second?: Commit): Promise<Committed>;
  /** Strongly consistent. Throws `Unreadable` for a row that does not parse. */
  load<State, Fact>(key: AggregateKey<State, Fact>): Promise<State | undefined>;
  history<State, Fact>(key: AggregateKey<State, Fact>): Promise<History<Fact>>;
}

/** Rows beside the states; the file that defines a companion knows how to read it. */
export interface CompanionStore {
  /** Strongly consistent. */
  companion(key: RowKey): Promise<Row | undefined>;
  /** Rows of one partition in the order of their sort keys; strongly consistent. */
  companions(pk: string, range: CompanionRange): Promise<readonly Row[]>;
  /** Writes companions that belong to no step, all or none. False when a condition does not hold. */
  writeCompanions(companions: readonly Companion[]): Promise<boolean>;
}

/** The safety net: everything due, by lane (the priority) and shard. */
export interface DueStore {
  readonly shardsPerLane: number;
  due(lane: Priority, shard: number, now: Instant, limit: number, cursor?: string): Promise<Page<DueRow>>;
  /** How often a row was parked since it was last written; strongly consistent, and 0 for one that is gone. */
  timesParked(row: DueRow): Promise<number>;
  /**
   * Moves a row that cannot be handled out of the way until `until`, under the condition that it is still due at
   * `row.dueAt`; gives the attempts counted so far, or `undefined` when it was changed meanwhile.
   */
  park(row: DueRow, until: Instant): Promise<number | undefined>;
}

export interface DeliveryStore {
  loadDelivery(subject: DeliverySubject): Promise<Delivery | undefined>;
  /** Takes the next attempt: moves the due time to `retryAt`. `undefined` when another claim came first. */
  claim(delivery: Delivery, retryAt: Instant): Promise<Delivery | undefined>;
  /** Ends a pending delivery. No effect when it ended already. */
  settle(delivery: Delivery, state: 'sent' | 'suppressed' | 'dead', reason?: string): Promise<void>;
  /** Creates the brief of a day and role unless it is there already; true when this call created it. */
  addBrief(brief: Delivery): Promise<boolean>;
  /** Opens a batch window unless one of its batch stands open at `now`; gives the one that stands. */
  openBatchWindow(batchWindow: BatchWindow, now: Instant): Promise<BatchWindow>;
  /**
   * Adds an aggregate to a digest, and makes the digest if it is the first. False when the digest is no longer to be
   * sent, or its sending has begun: then it cannot stand for any other.
   */
  joinDigest(digest: Delivery & { readonly digestContent: DigestContent }, id: string): Promise<boolean>;
}

export interface EngineStore extends AggregateStore, CompanionStore, DueStore, DeliveryStore {}

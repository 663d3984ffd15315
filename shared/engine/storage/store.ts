import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import type { BatchWindow } from '../outbox/batching/batch-window.ts';
import type {
  AggregateSubject,
  Delivery,
  DeliveryEnd,
  DeliveryEnding,
  DeliverySubject,
  DigestContent,
  ProviderReport,
  StuckMessages,
} from '../outbox/delivery.ts';
import type { Priority } from '../priority.ts';
import type { StationId } from '../scope.ts';
import type { Commit, Committed } from './commit.ts';
import type { Companion, CompanionRange } from './companion.ts';
import type { DueRow } from './due-row.ts';
import type { FactRecord } from './fact-record.ts';
import type { History } from './history.ts';
import type { Page } from './page.ts';
import type { Row, RowKey } from './row.ts';

/**
 * How a row is read: strongly consistent, or at half the price and possibly as it was moments ago. A recent read is for
 * what would be right if it had happened these moments earlier.
 */
export type Freshness = 'latest' | 'recent';

/** Loads and writes states and histories of aggregates. */
export interface AggregateStore {
  /**
   * Writes the steps of one or two aggregates in one transaction, each conditional on the version that was loaded.
   * Throws `Unavailable` when it is unknown whether the transaction was written, and `Contended` when others held its rows.
   */
  commit(first: Commit, second?: Commit): Promise<Committed>;
  /**
   * Strongly consistent. With `notBefore`, a recent read of this version or a later one. Throws `Unreadable` for a row
   * that does not parse.
   */
  load<State, Fact>(key: AggregateKey<State, Fact>, notBefore?: number): Promise<State | undefined>;
  /**
   * The fact with which an aggregate began. It never changes, so it vouches for what a later state only repeats. Throws
   * `Unreadable` for a row that does not parse.
   */
  firstFact<State, Fact>(key: AggregateKey<State, Fact>): Promise<FactRecord<Fact> | undefined>;
  /**
   * Strongly consistent. With a state that was loaded, a recent read that holds the step that led to it: who is shown the
   * state sees its step too, at half the price.
   */
  history<State, Fact>(
    key: AggregateKey<State, Fact>,
    of?: Pick<EngineState, 'version' | 'chainHead'>,
  ): Promise<History<Fact>>;
}

/** Reads and writes companions; the file that defines a companion parses its row. */
export interface CompanionStore {
  /** `attributes` names those that are read, for a caller whose role may not read the others. */
  companion(key: RowKey, attributes?: readonly string[], freshness?: Freshness): Promise<Row | undefined>;
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

/**
 * A claim of a delivery that was not read: one that is held is not claimed, nor one that is due later than `dueBy`, unless
 * it was announced and this is its first attempt. Such a one keeps its due time if that is `keptFrom` or later.
 */
export interface UnreadClaim {
  readonly dueBy: Instant;
  readonly keptFrom: Instant;
}

export interface DeliveryStore {
  loadDelivery(subject: DeliverySubject): Promise<Delivery | undefined>;
  /**
   * Claims the next attempt, sets the due time to `retryAt` and returns the delivery as it then is. `undefined` when
   * another claim came first.
   * @param unread for a caller who has not read the delivery
   */
  claim<Subject extends DeliverySubject>(
    delivery: Pick<Delivery<Subject>, 'subject' | 'attempts'>,
    retryAt: Instant,
    unread?: UnreadClaim,
  ): Promise<Delivery<Subject> | undefined>;
  /** Puts a delivery off to the end of quiet hours. No attempt is counted, and one that was claimed meanwhile stays. */
  hold(delivery: Delivery, until: Instant): Promise<void>;
  /**
   * Records on a pending delivery that an attempt has failed; with `until`, the next one is not made before that. From the
   * attempt `STUCK_ATTEMPTS` on it is listed as stuck.
   */
  attemptFailed(delivery: Delivery, until?: Instant): Promise<void>;
  /** Keeps with a pending delivery to several readers that one of them was told. */
  recordTold(delivery: Pick<Delivery, 'subject'>, reader: string): Promise<void>;
  /** Takes back the claim of an attempt that was not made, and puts the delivery off; no effect once it was claimed again. */
  putOff(delivery: Delivery, until: Instant): Promise<void>;
  /** Ends a pending delivery; no effect on one that has ended. */
  settle(delivery: Delivery, state: DeliveryEnd, ending?: DeliveryEnding): Promise<void>;
  /**
   * The stuck deliveries of a station that were created since and are wanted, the newest first; they may lag behind by
   * moments. Of all that are stuck, `STUCK_READ_MAX` are looked at, or fewer once there are `limit`.
   */
  stuck(
    station: StationId,
    since: Instant,
    limit: number,
    isWanted?: (delivery: Delivery) => boolean,
  ): Promise<StuckMessages>;
  /**
   * Makes a stuck delivery due now, with no attempt made, whether it was given up or is still tried. False when it was
   * sent, claimed or otherwise changed since it was read.
   */
  sendAgain(delivery: Delivery, now: Instant): Promise<boolean>;
  /**
   * The pending deliveries among the newest `DELIVERIES_READ_MAX` of an aggregate, in the order in which they were
   * decided; strongly consistent. A row that does not parse is left out: it cannot be sent, and must hold up no other.
   */
  pending(key: AggregateKey): Promise<readonly Delivery<AggregateSubject>[]>;
  /** The deliveries among the newest of an aggregate that another one of its messages told; strongly consistent. */
  foldedInto(subject: AggregateSubject): Promise<readonly Delivery<AggregateSubject>[]>;
  /**
   * Keeps what the provider reported, and ends the delivery in `state`, whether it was pending or had ended. False if its
   * state, or the provider's id of its message, is not the given delivery's any more.
   */
  recordReport(
    delivery: Delivery,
    report: ProviderReport,
    state: DeliveryEnd,
    ending?: DeliveryEnding,
  ): Promise<boolean>;
  /** Creates a message that belongs to no commit unless it exists: a brief, or a test. True when this call created it. */
  addMessage(message: Delivery): Promise<boolean>;
  /** Opens a batch window unless one of its batch is open at `now`; returns the open one. */
  openBatchWindow(batchWindow: BatchWindow, now: Instant): Promise<BatchWindow>;
  /**
   * Adds an aggregate to a digest, and creates the digest for the first one. False when the digest was settled or an
   * attempt to send it has begun, since it would then not mention this aggregate.
   * @param namedMax it names each of its aggregates, at most so many, and takes no more; without it, it counts the others
   */
  joinDigest(
    digest: Delivery & { readonly digestContent: DigestContent },
    id: string,
    namedMax?: number,
  ): Promise<boolean>;
}

export interface EngineStore extends AggregateStore, CompanionStore, DueStore, DeliveryStore {}

import type { Case, CaseId } from '../cases/case.ts';
import type { CaseKey } from '../cases/case-key.ts';
import type { RecentReportRange, Spot } from '../cases/intake/recent-report.ts';
import type { Submission } from '../cases/intake/submission.ts';
import type { BoardQuery, BoardRow } from '../cases/reading/case-list.ts';
import type { Reference } from '../cases/reference.ts';
import type { Instant } from './calendar/instant.ts';
import type { CommandRecord } from './command-record.ts';
import type { Commit, Committed } from './commit.ts';
import type { DueRow } from './due-row.ts';
import type { History } from './history.ts';
import type { BatchWindow } from './outbox/batch-window.ts';
import type { Delivery, DeliverySubject, DigestContent } from './outbox/delivery.ts';
import type { Page } from './page.ts';
import type { Priority } from './priority.ts';
import type { Scope } from './scope.ts';

/**
 * What the core asks of the world. Each port has a memory twin and a real adapter, and one contract
 * suite (test/contract) runs on both.
 */

export interface CaseStore {
  /** Writes one decision in one transaction, guarded by the version seen. Throws `Unavailable` when it cannot know. */
  commit(commit: Commit): Promise<Committed>;
  /** Strongly consistent. Throws `Unreadable` for a row that does not parse. */
  load(key: CaseKey): Promise<Case | undefined>;
  history(key: CaseKey): Promise<History>;
  findSubmission(tokenHash: string): Promise<Submission | undefined>;
  findCommand(key: CaseKey, commandId: string): Promise<CommandRecord | undefined>;
  findReference(scope: Scope, reference: Reference): Promise<CaseKey | undefined>;
  /** Cases that joined this one directly, at most `limit` of them; whether they are still in it they say themselves. */
  linkedTo(key: CaseKey, limit: number): Promise<readonly CaseKey[]>;
  /** Cases reported at a spot since then and before that case, newest first. */
  recentReports(spot: Spot, within: RecentReportRange, limit: number): Promise<readonly CaseKey[]>;
  board(scope: Scope, query: BoardQuery): Promise<Page<BoardRow>>;
}

/** The safety net: everything due, by lane (the priority) and shard. */
export interface DueStore {
  readonly shardsPerLane: number;
  due(lane: Priority, shard: number, now: Instant, limit: number, cursor?: string): Promise<Page<DueRow>>;
  /** How often a row was parked since somebody last wrote it; strongly consistent, and 0 for one that is gone. */
  timesParked(row: DueRow): Promise<number>;
  /**
   * Moves a row that cannot be handled out of the way until `until`, under the condition that it is still due at
   * `row.dueAt`; gives the attempts counted so far, or `undefined` when somebody else changed it meanwhile.
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
  /** Opens a batch unless one of its batch stands open at `now`; gives the one that stands. */
  openBatchWindow(batchWindow: BatchWindow, now: Instant): Promise<BatchWindow>;
  /**
   * Adds a case to a digest, and makes the digest if it is the first. False when it is no longer to be sent, or its
   * sending has begun: then it cannot stand for anybody else.
   */
  joinDigest(digest: Delivery & { readonly digestContent: DigestContent }, caseId: CaseId): Promise<boolean>;
}

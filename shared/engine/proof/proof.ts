import type { Instant } from '../calendar/instant.ts';
import type { DailyRoot } from '../notary/statement.ts';
import type { StationId } from '../scope.ts';

/** Everything that the prover can find wrong with stored rows; correct code writes none of it. */
export const violationKinds = [
  'not-armed',
  'wrong-due',
  'no-next-step',
  'due-though-ended',
  'not-indexed',
  'wrong-list',
  'unreadable',
  'broken-chain',
  'versions-missing',
  'texts-missing',
  'broken-read-log',
  'state-changed',
  'rewritten',
  'missing',
  'unstated',
  'objection',
  'log-damaged',
  'message-not-armed',
  'message-due-though-settled',
  'orphan-message',
  'orphan-reference',
  'orphan-link',
  'orphan-join',
  'orphan-search',
  'register-changed',
  'stray-due',
] as const;
export type ViolationKind = (typeof violationKinds)[number];

/** One violation. It holds ids and codes only, since it is logged; no personal data may be added. */
export interface Violation {
  readonly kind: ViolationKind;
  /** The row's name, by which an operator finds it in the table. */
  readonly row: string;
  readonly reference?: string;
  /** The place in a history, such as the first fact that breaks the chain. */
  readonly where?: string;
  /** Whether the prover repaired it. */
  readonly repaired: boolean;
}

/** The counts of a proof, as found before any repair. */
export interface ProofCounts {
  readonly open: number;
  /** Open aggregates whose row has a valid key in the due index. By rule 0 this equals `open`. */
  readonly armed: number;
  /** Armed aggregates that the due index actually contains; it may lag behind by moments. */
  readonly indexed: number;
  /** Armed aggregates that are parked because their last step failed. */
  readonly parked: number;
  /** Pending deliveries, and those of them that will be offered again. */
  readonly messages: number;
  readonly messagesArmed: number;
  /** Histories checked from first to last fact, and those found valid. */
  readonly chains: number;
  readonly chainsValid: number;
  /** Recorded reads, and those of them that are as written and follow the read before. */
  readonly reads: number;
  readonly readsValid: number;
  /** Chains (histories and logs of reads) that the notary's log names, and those of them that are in the table as stated. */
  readonly stated: number;
  readonly statedValid: number;
  /** Chains of which the log lacks something that was written longer ago than it may lack it. */
  readonly unstated: number;
}

/** Why a run of the prover began: by its schedule, or because somebody asked for it. */
export const proofReasons = ['daily', 'asked'] as const;
export type ProofReason = (typeof proofReasons)[number];

/**
 * What a run looks at: every row that is kept, or all that is open or due, all that was stated since the run before it, what
 * was found wrong then, and every register.
 */
export const proofCovers = ['everything', 'open-and-changed'] as const;
export type ProofCovers = (typeof proofCovers)[number];

/** What the schedule invokes the prover with. Whatever else does, somebody wants a proof now. */
export const dailyProof = { why: 'daily' } as const;

/** All restores that are on record, so that a later one hides no earlier one. */
export interface Restores {
  /** The earliest instant to which the table was restored. */
  readonly since: Instant;
  /** When the newest of them was put on record. */
  readonly at: Instant;
  /** How many statements about the station became void. */
  readonly statements: number;
}

/** The published proof of one station: rule 0 checked over all of its rows that `covers` says. */
export interface Proof extends ProofCounts {
  readonly station: StationId;
  readonly startedAt: Instant;
  /** Why it was started; a run that continues it does not change this. Absent in one of before proofs were asked for. */
  readonly why?: ProofReason;
  /** Absent in one of before there were proofs of less than everything. */
  readonly covers?: ProofCovers;
  /** When the newest run began that looked at everything and came to its end; absent while none has. */
  readonly everythingAt?: Instant;
  /** When the last run ended that added to it. */
  readonly at: Instant;
  /** Whether all rows were checked; otherwise the next run continues. */
  readonly finished: boolean;
  /** The newest root of the heads of all chains, as the log gives it. */
  readonly root?: Omit<DailyRoot, 'station'>;
  /** What operators have made void by putting on record that the table was restored; absent while nobody has. */
  readonly restored?: Restores;
  readonly violationsFound: number;
  readonly repaired: number;
  /** The first violations found; `violationsFound` counts all. */
  readonly violations: readonly Violation[];
}

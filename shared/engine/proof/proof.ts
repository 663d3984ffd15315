import type { Instant } from '../calendar/instant.ts';
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
  'message-not-armed',
  'message-due-though-settled',
  'orphan-message',
  'orphan-reference',
  'orphan-link',
  'orphan-join',
  'orphan-search',
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
}

/** The published proof of one station: rule 0 checked over all of its rows. */
export interface Proof extends ProofCounts {
  readonly station: StationId;
  readonly startedAt: Instant;
  /** When the last run ended that added to it. */
  readonly at: Instant;
  /** Whether all rows were checked; otherwise the next run continues. */
  readonly finished: boolean;
  readonly violationsFound: number;
  readonly repaired: number;
  /** The first violations found; `violationsFound` counts all. */
  readonly violations: readonly Violation[];
}

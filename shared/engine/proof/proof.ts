import type { Reference } from '../../cases/reference.ts';
import type { Instant } from '../calendar/instant.ts';
import type { StationId } from '../scope.ts';

/** What can be wrong with what is kept, though no code of ours writes it so. */
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
  'message-not-armed',
  'message-due-though-settled',
  'orphan-message',
  'orphan-reference',
  'orphan-link',
  'orphan-join',
  'stray-due',
] as const;
export type ViolationKind = (typeof violationKinds)[number];

/** One thing that is not as it should be, by its ids alone: nothing personal may ever join it. */
export interface Violation {
  readonly kind: ViolationKind;
  /** The row's own name, for whoever has to look at the table. */
  readonly row: string;
  readonly reference?: Reference;
  /** Where in a history, for instance the first fact that does not follow from the one before. */
  readonly where?: string;
  /** Whether it was set right at once. */
  readonly repaired: boolean;
}

/** What was counted, each as it was found, before anything was repaired. */
export interface ProofCounts {
  readonly open: number;
  /** Open cases whose own row has a live place among what is due. Rule 0: always all of them. */
  readonly armed: number;
  /** Those of them that the clock's work list really shows; it may lag behind by moments. */
  readonly indexed: number;
  /** Of the armed, those put off for now because their last step failed. */
  readonly parked: number;
  /** Messages neither sent nor given up, and those of them that will be offered again. */
  readonly messages: number;
  readonly messagesArmed: number;
  /** Histories followed from their first fact to their last, and those that hold. */
  readonly chains: number;
  readonly chainsValid: number;
}

/** Rule 0, counted over everything that a station keeps. */
export interface Proof extends ProofCounts {
  readonly station: StationId;
  readonly startedAt: Instant;
  /** When it was last worked on. */
  readonly at: Instant;
  /** Whether all was looked at; otherwise the next run carries on. */
  readonly finished: boolean;
  readonly violationsFound: number;
  readonly repaired: number;
  /** The first of them; a storm is told by its number. */
  readonly violations: readonly Violation[];
}

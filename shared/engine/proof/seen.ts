import type { Case, CaseDraft, NextStep } from '../../cases/case.ts';
import type { CaseKey } from '../../cases/case-key.ts';
import type { Reference } from '../../cases/reference.ts';
import type { Instant } from '../calendar/instant.ts';
import type { FactRecord } from '../fact-record.ts';
import type { DeliverySubject } from '../outbox/delivery.ts';
import type { Priority } from '../priority.ts';
import type { StationId } from '../scope.ts';
import type { Proof } from './proof.ts';

/** What the prover meets when it goes through everything that is kept, and what it may set right. */

/** A place in the due index as the row itself says; `swept` when it lies where the sweep looks. */
export interface SeenDue {
  readonly at?: Instant;
  readonly swept: boolean;
}

interface SeenKeys {
  /** The row's name for people; ids only. */
  readonly name: string;
  readonly station: StationId;
  /** Opaque: what a repair rests on. It is made only while the row still stands so. */
  readonly seen: string;
  readonly priority: Priority;
  readonly due?: SeenDue;
  /** It failed, and its place in the index was moved on purpose. */
  readonly parked: boolean;
}

export interface SeenCase extends SeenKeys {
  readonly kind: 'case';
  readonly key: CaseKey;
  readonly reference?: Reference;
  /** By its status alone; a status that does not read counts as open. */
  readonly open: boolean;
  /** Absent when the row does not read. */
  readonly found?: Case;
  /** An open case that reads but for its next step. */
  readonly stepless?: CaseDraft;
  /** Whether it stands in the staff's list where its state belongs. */
  readonly listed: boolean;
}

export interface SeenDelivery extends SeenKeys {
  readonly kind: 'delivery';
  readonly subject: DeliverySubject;
  readonly pending: boolean;
  readonly dueAt?: Instant;
}

/** A row that only leads to a case: a reference, a resident's secret link, or one that two cases are one. */
export interface SeenLink {
  readonly kind: 'reference' | 'link' | 'join';
  readonly name: string;
  readonly station?: StationId;
  readonly reference?: Reference;
  /** Absent when the row does not read. */
  readonly to?: CaseKey;
  /** Of a `join`: the primary case that leads to the one that joined it. */
  readonly from?: CaseKey;
}

/** Any row as a scan meets it. `stray` stands among what is due and is nothing that could be. */
export type SeenRow =
  | SeenCase
  | SeenDelivery
  | SeenLink
  | { readonly kind: 'stray' | 'other'; readonly name: string; readonly station?: StationId };

/** The facts of a case, and the places of its texts without the texts. */
export interface Chain {
  readonly facts: readonly FactRecord[];
  readonly texts: readonly { readonly version: number; readonly index: number }[];
}

/** Keys and next step as they should be; what is absent stays as it is. */
export interface Mend {
  readonly due?: { readonly lane: Priority; readonly at: Instant } | 'none';
  readonly list?: { readonly side: 'open' | 'closed'; readonly at: Instant };
  readonly step?: NextStep;
}

/** A proof too long for one run: where it stopped, and what it has counted by then. */
export interface ProofRun {
  readonly startedAt: Instant;
  readonly cursor: string;
  readonly proofs: readonly Proof[];
}

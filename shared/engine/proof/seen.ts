/** What the prover meets when it goes through everything that is kept, and what it may set right. */

import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import type { NextStep } from '../clocks/next-deadline.ts';
import type { DeliverySubject } from '../outbox/delivery.ts';
import type { Priority } from '../priority.ts';
import type { StationId } from '../scope.ts';
import type { FactRecord } from '../storage/fact-record.ts';
import type { Proof } from './proof.ts';

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

export interface SeenAggregate extends SeenKeys {
  readonly row: 'aggregate';
  readonly key: AggregateKey;
  /** The number that people know it by, where it has one. */
  readonly reference?: string;
  /** By its status alone; a status that does not read counts as open. */
  readonly open: boolean;
  /** Absent when the row does not read. */
  readonly found?: EngineState;
  /** An open aggregate that reads but for its next step; its own next step means nothing. */
  readonly withoutStep?: EngineState;
  /** Whether it stands in the staff's list where its state belongs. */
  readonly listed: boolean;
}

export interface SeenDelivery extends SeenKeys {
  readonly row: 'delivery';
  readonly subject: DeliverySubject;
  readonly pending: boolean;
  readonly dueAt?: Instant;
}

/** A row that only leads to an aggregate: a number, a secret link, or another aggregate that it was linked to. */
export interface SeenLink {
  readonly row: 'reference' | 'link' | 'join';
  readonly name: string;
  readonly station?: StationId;
  readonly reference?: string;
  /** Absent when the row does not read. */
  readonly to?: AggregateKey;
  /** Of a `join`: the primary aggregate that leads to the one linked to it. */
  readonly from?: AggregateKey;
}

/** Any row as a scan meets it. `stray` stands among what is due and is nothing that could be. */
export type SeenRow =
  | SeenAggregate
  | SeenDelivery
  | SeenLink
  | { readonly row: 'stray' | 'other'; readonly name: string; readonly station?: StationId };

/** The facts of an aggregate, and the places of its texts without the texts. */
export interface Chain {
  readonly facts: readonly FactRecord[];
  readonly texts: readonly { readonly version: number; readonly index: number }[];
}

/** Keys and next step as they should be; what is absent stays as it is. */
export interface Repair {
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

/** Rows as the prover reads them, and the repairs that it may make. */

import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import type { NextStep } from '../clocks/next-deadline.ts';
import type { DeliverySubject } from '../outbox/delivery.ts';
import type { Priority } from '../priority.ts';
import type { StationId } from '../scope.ts';
import type { FactRecord } from '../storage/fact-record.ts';
import type { RowKey } from '../storage/row.ts';
import type { Proof, ProofReason } from './proof.ts';

/** The row's own key in the due index; `swept` if its lane and shard are ones that the sweep reads. */
export interface SeenDue {
  readonly at?: Instant;
  readonly swept: boolean;
}

interface SeenKeys {
  /** The row's name in logs and proofs; ids only. */
  readonly name: string;
  readonly station: StationId;
  /** Opaque: the values that a repair requires to be unchanged. */
  readonly seen: string;
  readonly priority: Priority;
  readonly due?: SeenDue;
  /** Its step failed, so the sweep moved its key in the due index. */
  readonly parked: boolean;
}

export interface SeenAggregate extends SeenKeys {
  readonly row: 'aggregate';
  readonly key: AggregateKey;
  /** The number that people know it by, if it has one. */
  readonly reference?: string;
  /** Judged by its status only; an unknown status counts as open. */
  readonly open: boolean;
  /** Absent when the row does not parse. */
  readonly found?: EngineState;
  /** Present for an open row that parses except for its missing next step; the next step in it is a placeholder. */
  readonly withoutStep?: EngineState;
  /** The hash of its row; the newest fact names the one that it must have. */
  readonly stateHash: string;
  /** Whether its keys in the staff's lists match its state. A key that `unplaced` says is absent counts as right. */
  readonly listed: boolean;
  /** It has no key in the order of receipt, because no release that has this order has written it yet. */
  readonly unplaced: boolean;
}

export interface SeenDelivery extends SeenKeys {
  readonly row: 'delivery';
  readonly subject: DeliverySubject;
  readonly pending: boolean;
  readonly dueAt?: Instant;
}

/**
 * A row that leads to an aggregate: a reference number, a secret link, a link from its primary aggregate, or a row of a
 * search.
 */
export interface SeenLink {
  readonly row: 'reference' | 'link' | 'join' | 'search';
  readonly name: string;
  readonly station?: StationId;
  readonly reference?: string;
  readonly partition?: string;
  /** Absent when the row does not parse. */
  readonly to?: AggregateKey;
  /** Of a `join`: the primary aggregate. */
  readonly from?: AggregateKey;
}

/** A read in the log of an aggregate, by its key only. */
export interface SeenRead {
  readonly row: 'read';
  readonly name: string;
  readonly station: StationId;
  readonly key: AggregateKey;
  readonly number: number;
}

/** A row that facts of an aggregate must name, by its key only. */
export interface SeenRecorded {
  readonly row: 'recorded';
  readonly name: string;
  readonly station: StationId;
  readonly at: RowKey;
  readonly record: AggregateKey;
}

/** Any row of a scan. `stray` has a key in the due index although its kind is never due. */
export type SeenRow =
  | SeenAggregate
  | SeenDelivery
  | SeenLink
  | SeenRead
  | SeenRecorded
  | {
      readonly row: 'stray' | 'other';
      readonly name: string;
      readonly station?: StationId;
      readonly partition?: string;
    };

/** The facts of an aggregate, and version and index of its texts, without the texts. */
export interface Chain {
  readonly facts: readonly FactRecord[];
  readonly texts: readonly { readonly version: number; readonly index: number }[];
}

/** The correct keys and next step of a row; what is absent stays unchanged. */
export interface Repair {
  readonly due?: { readonly lane: Priority; readonly at: Instant } | 'none';
  readonly list?: { readonly side: 'open' | 'closed'; readonly at: Instant };
  readonly step?: NextStep;
}

/** An unfinished run: where it stopped, and the counts up to there. */
export interface ProofRun {
  readonly startedAt: Instant;
  readonly why?: ProofReason;
  /**
   * In the table; of a run over what is open and what changed, the last partition that was checked. When all of it was
   * checked, the last chain of the log that was compared, if any was.
   */
  readonly cursor?: string;
  readonly inLog?: true;
  /** Rows were scanned while the log could not be read, so it begins anew once the log can be read. */
  readonly withoutLog?: true;
  /** It begins anew: all rows were scanned, but the log could not be read. */
  readonly anew?: true;
  readonly proofs: readonly Proof[];
}

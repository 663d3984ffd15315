import type { AggregateKey } from '../aggregate-key.ts';
import type { FactRecord } from '../storage/fact-record.ts';
import type { ReadRecord } from '../storage/read-log.ts';
import type { DailyRoot, Head } from './statement.ts';

/** The head of a state's row, and the hash of the whole row, which the newest fact must name. */
export interface SeenHead extends Head {
  readonly state?: string;
}

/** A change of the table, as the notary reads it from the stream. `sequence` orders the changes of a shard. */
export type NotaryRecord = {
  readonly sequence: string;
} /** A state row: `before` is absent when it was inserted, `after` when it was removed; `unreadable` has no head. */ & (
  | {
      readonly row: 'state';
      readonly key: AggregateKey;
      readonly before?: SeenHead | 'unreadable';
      readonly after?: SeenHead | 'unreadable';
    }
  /** A fact that was written, modified or removed. */
  | {
      readonly row: 'fact';
      readonly key: AggregateKey;
      readonly version: number;
      readonly change: FactRecord<unknown> | 'changed' | 'removed';
    }
  | {
      readonly row: 'read';
      readonly key: AggregateKey;
      readonly number: number;
      readonly change: ReadRecord | 'unreadable' | 'changed' | 'removed';
    }
  /** The row of a stored key, which is written once, or of its check value: by its partition. */
  | { readonly row: 'key'; readonly pk: string; readonly change: 'changed' | 'removed' }
  /** The prover has found a chain that goes on behind the last head in the log, such as after a stream that stalled. */
  | { readonly row: 'unstated'; readonly chain: string; readonly after: Head }
  /** The prover has computed the root of a station. */
  | { readonly row: 'root'; readonly root: DailyRoot }
  | { readonly row: 'other' }
);

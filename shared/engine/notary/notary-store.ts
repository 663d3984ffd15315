import type { AggregateKey } from '../aggregate-key.ts';
import type { FactRecord } from '../storage/fact-record.ts';
import type { ReadRecord } from '../storage/read-log.ts';
import type { Head } from './statement.ts';

/** What the notary reads of the table: facts and reads, and no text, contact or other part of a state. */
export interface NotaryStore {
  /** Strongly consistent; `unreadable` when the row has no head. */
  findHead(key: AggregateKey): Promise<Head | 'unreadable' | undefined>;
  /**
   * The facts of the versions behind `after`, up to `through`, oldest first; strongly consistent. Throws `Unreadable` for
   * one that does not parse.
   */
  factsBehind(key: AggregateKey, after: number, through: number): Promise<readonly FactRecord<unknown>[]>;
  /** The reads behind the one of this number, at most `limit`, oldest first; strongly consistent. Throws like `factsBehind`. */
  readsBehind(key: AggregateKey, number: number, limit: number): Promise<readonly ReadRecord[]>;
}

import type { Instant } from '../../engine/calendar/instant.ts';
import type { StationId } from '../../engine/scope.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { CaseKey } from '../case-key.ts';
import type { Fact } from '../fact.ts';
import type { CaseCount } from './case-count.ts';

/** Which cases of a station: by the time of receipt, which never changes. */
export interface CountedRange {
  readonly station: StationId;
  readonly from: Instant;
  /** Exclusive. */
  readonly before: Instant;
}

/** What the function that counts does to the table. */
export interface CountStore {
  /** All facts of a case, oldest first; strongly consistent. Throws `Unreadable` for one that does not parse. */
  factsOf(key: CaseKey): Promise<readonly FactRecord<Fact>[]>;
  /** Keeps the count unless one of a later version is kept. False when it is. */
  keepCount(count: CaseCount): Promise<boolean>;
  /** The cases of a range in the order of receipt, at most `limit`. Of the last moments, some may be missing. */
  received(
    range: CountedRange,
    limit: number,
    after?: string,
  ): Promise<{ readonly keys: readonly CaseKey[]; readonly next?: string }>;
}

/** What a reader of statistics gets of the table. */
export interface CountBook {
  /**
   * The counts of a range, page by page, as they were moments ago. One that does not parse is left out, so that the reader
   * misses it (`receivedCount`).
   */
  counts(range: CountedRange): AsyncIterable<readonly CaseCount[]>;
  /** How many cases of the range the list in the order of receipt has, counted no further than `most`. */
  receivedCount(range: CountedRange, most: number): Promise<number>;
}

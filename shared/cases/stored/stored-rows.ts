import type { StationId } from '../../engine/scope.ts';
import type { Row } from '../../engine/storage/row.ts';
import type { Case } from '../case.ts';
import type { CaseKey } from '../case-key.ts';

/** Rows as they are stored, undecoded, so that an operator can examine and repair one that does not decode. */
export interface StoredRows {
  /** The row of a case; strongly consistent. */
  row(key: CaseKey): Promise<Row | undefined>;
  /** Its facts, oldest first. */
  facts(key: CaseKey): Promise<readonly Row[]>;
  people(station: StationId): Promise<readonly Row[]>;
  /** Throws `Unreadable` for a row that does not decode. */
  decode(row: Row): Case;
  /** The attributes of a row of a case that a repair may set. */
  readonly repairable: readonly string[];
}

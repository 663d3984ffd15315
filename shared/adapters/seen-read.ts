import type { SeenRead } from '../engine/proof/seen.ts';
import { positionOfRead } from '../engine/storage/keys.ts';
import type { Row } from '../engine/storage/row.ts';
import { nameOfRow } from '../engine/storage/row-hash.ts';

/** A row of a log of reads as the prover sees it; `undefined` for any other row. */
export function seenRead(row: Row): SeenRead | undefined {
  const position = positionOfRead({ pk: String(row.pk), sk: String(row.sk) });
  return position && { row: 'read', name: nameOfRow(row), station: position.key.station, ...position };
}

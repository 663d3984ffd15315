import type { SeenRecorded } from '../engine/proof/seen.ts';
import type { Registry } from '../engine/registry.ts';
import type { Row } from '../engine/storage/row.ts';
import { nameOfRow, shortName } from '../engine/storage/row-hash.ts';

/** A row that only commits of one aggregate write, as the prover sees it; `undefined` for any other row. */
export function seenRecorded({ all }: Registry, row: Row): SeenRecorded | undefined {
  const at = { pk: String(row.pk), sk: String(row.sk) };
  for (const { proof } of all) {
    const record = proof?.recorded?.recordOf(row);
    if (record === undefined) continue;
    return {
      row: 'recorded',
      name: shortName(nameOfRow(at)),
      station: record.station,
      at,
      record,
    };
  }
  return undefined;
}

import type { SeenRead } from '../engine/proof/seen.ts';
import { positionOfRead } from '../engine/storage/keys.ts';
import type { Row } from '../engine/storage/row.ts';

/** A row of a log of reads as the prover sees it; `undefined` for any other row. */
export function seenRead({ pk, sk }: Row): SeenRead | undefined {
  const position = positionOfRead({ pk: String(pk), sk: String(sk) });
  return position && { row: 'read', name: `${pk} / ${sk}`, station: position.key.station, ...position };
}

import * as z from 'zod/mini';
import type { AggregateKey } from '../../engine/aggregate-key.ts';
import { defined } from '../../engine/defined.ts';
import { onFirstUse } from '../../engine/on-first-use.ts';
import { roles } from '../../engine/scope.ts';
import type { Sealed } from '../../engine/secrets/sealed.ts';
import type { EngineFact, FactRecord } from '../../engine/storage/fact-record.ts';
import { factRow, historyPosition, textRow } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { instant, json, personId, readRow, stationId, unreadable } from '../../engine/storage/row-parts.ts';
import type { TextRecord } from '../../engine/storage/text-record.ts';

const by = onFirstUse(() =>
  z.pipe(
    json,
    z.union([
      z.object({
        kind: z.literal('staff'),
        person: personId,
        role: z.enum(roles),
        station: stationId,
      }),
      z.object({ kind: z.enum(['resident', 'co-reporter', 'helper', 'clock', 'system']) }),
    ]),
  ),
);

/** Facts are written once and hashed, so checking that they name their kind is enough when reading. */
const fact = onFirstUse(() =>
  z.pipe(
    json,
    z.custom<EngineFact>((value) => typeof value === 'object' && value !== null && 'fact' in value),
  ),
);

const factShape = onFirstUse(() =>
  z.object({
    at: instant,
    by: by(),
    fact: fact(),
    commitments: z._default(z.array(z.string()), []),
    state: z.exactOptional(z.string()),
    previousHash: z.string(),
    hash: z.string(),
  }),
);

const textShape = onFirstUse(() =>
  z.object({
    kind: z.string(),
    by: by(),
    at: instant,
    nonce: z.string(),
    ciphertext: z.string(),
    keys: z.exactOptional(z.record(z.string(), z.string())),
  }),
);

// Hashed values are stored as the JSON text that was hashed, so reading a row never changes its hash.
export const factItem = (key: AggregateKey, record: FactRecord): Row => ({
  ...factRow(key, record.version, record.index),
  at: record.at,
  by: JSON.stringify(record.by),
  fact: JSON.stringify(record.fact),
  ...(record.commitments.length > 0 && { commitments: record.commitments }),
  ...defined({ state: record.state }),
  previousHash: record.previousHash,
  hash: record.hash,
});

export const factIn = (row: Row): FactRecord => ({
  ...placeOf(row),
  ...readRow(factShape, row),
});

export const textItem = (key: AggregateKey, { version, index, kind, by, at, sealed }: TextRecord): Row => ({
  ...textRow(key, version, index),
  kind,
  by: JSON.stringify(by),
  at,
  ...sealed,
});

export function textIn(row: Row): TextRecord {
  const { kind, by, at, ...sealed } = readRow(textShape, row);
  return { ...placeOf(row), kind, by, at, sealed: sealed satisfies Sealed };
}

function placeOf(row: Row) {
  const place = historyPosition(String(row.sk));
  if (place === undefined) throw unreadable(row, 'sk');
  return place;
}

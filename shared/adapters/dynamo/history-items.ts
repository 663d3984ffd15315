import * as z from 'zod/mini';
import type { CaseKey } from '../../cases/case-key.ts';
import type { Fact } from '../../cases/fact.ts';
import { textKinds } from '../../cases/text-kinds.ts';
import type { FactRecord } from '../../engine/fact-record.ts';
import { roles } from '../../engine/scope.ts';
import type { Sealed } from '../../engine/sealed.ts';
import type { TextRecord } from '../../engine/text-record.ts';
import { factRow, placeInHistory, type Row, textRow } from './keys.ts';
import * as parts from './parse.ts';

const by = z.pipe(
  parts.json,
  z.union([
    z.object({
      kind: z.literal('staff'),
      person: parts.personId,
      role: z.enum(roles),
      station: parts.stationId,
    }),
    z.object({ kind: z.enum(['resident', 'co-reporter', 'clock', 'system']) }),
  ]),
);

/** A fact is written once, by us, under its hash: that it names its kind is check enough on the way back. */
const fact = z.pipe(
  parts.json,
  z.custom<Fact>((value) => typeof value === 'object' && value !== null && 'fact' in value),
);

const factShape = z.object({
  at: parts.instant,
  by,
  fact,
  commitments: z._default(z.array(z.string()), []),
  previousHash: z.string(),
  hash: z.string(),
});

const textShape = z.object({
  kind: z.enum(textKinds),
  by,
  at: parts.instant,
  wrappedKey: z.exactOptional(z.string()),
  nonce: z.string(),
  ciphertext: z.string(),
});

// What the hash covers is kept as the JSON it was, so that reading a row can never change what it hashes to.
export const factItem = (key: CaseKey, record: FactRecord): Row => ({
  ...factRow(key, record.version, record.index),
  at: record.at,
  by: JSON.stringify(record.by),
  fact: JSON.stringify(record.fact),
  ...(record.commitments.length > 0 && { commitments: record.commitments }),
  previousHash: record.previousHash,
  hash: record.hash,
});

export const factIn = (row: Row): FactRecord => ({
  ...placeOf(row),
  ...parts.readRow(factShape, row),
});

export const textItem = (key: CaseKey, { version, index, kind, by, at, sealed }: TextRecord): Row => ({
  ...textRow(key, version, index),
  kind,
  by: JSON.stringify(by),
  at,
  ...sealed,
});

export function textIn(row: Row): TextRecord {
  const { kind, by, at, ...sealed } = parts.readRow(textShape, row);
  return { ...placeOf(row), kind, by, at, sealed: sealed satisfies Sealed };
}

function placeOf(row: Row) {
  const place = placeInHistory(String(row.sk));
  if (place === undefined) throw parts.unreadable(row, 'sk');
  return place;
}

import * as z from 'zod/mini';
import type { LocalDay } from '../../engine/calendar/local-day.ts';
import { defined } from '../../engine/defined.ts';
import { onFirstUse } from '../../engine/on-first-use.ts';
import { type Proof, proofCovers, proofReasons, violationKinds } from '../../engine/proof/proof.ts';
import type { ProofBook } from '../../engine/proof/proof-book.ts';
import type { ProofRun } from '../../engine/proof/seen.ts';
import type { StationId } from '../../engine/scope.ts';
import { proofRow } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { count, instant, readRow, stationId } from '../../engine/storage/row-parts.ts';
import { getRow, type Table } from './rows.ts';

const violation = onFirstUse(() =>
  z.object({
    kind: z.enum(violationKinds),
    row: z.string(),
    reference: z.exactOptional(z.string()),
    where: z.exactOptional(z.string()),
    repaired: z.boolean(),
  }),
);

const counted = () => ({
  open: count,
  armed: count,
  indexed: count,
  parked: count,
  messages: count,
  messagesArmed: count,
  chains: count,
  chainsValid: count,
  // A proof of before reads were recorded has no such counts.
  reads: z._default(count, 0),
  readsValid: z._default(count, 0),
  stated: z._default(count, 0),
  statedValid: z._default(count, 0),
  unstated: z._default(count, 0),
  violationsFound: count,
  repaired: count,
});

const isText = (value: unknown): boolean => typeof value === 'string';

const why = () => z.exactOptional(z.enum(proofReasons));

const proofShape = onFirstUse(() =>
  z.object({
    station: stationId,
    startedAt: instant,
    why: why(),
    covers: z.exactOptional(z.enum(proofCovers)),
    everythingAt: z.exactOptional(instant),
    at: instant,
    finished: z.boolean(),
    ...counted(),
    root: z.exactOptional(z.object({ day: z.custom<LocalDay>(isText), chains: count, root: z.string() })),
    restored: z.exactOptional(z.object({ since: instant, at: instant, statements: count })),
    violations: z.array(violation()),
  }),
);

/** The unfinished run of the prover. When the run ends the row stays, without a cursor. */
const runShape = onFirstUse(() =>
  z.object({
    startedAt: z.optional(instant),
    why: why(),
    cursor: z.optional(z.string()),
    inLog: z.optional(z.literal(true)),
    withoutLog: z.optional(z.literal(true)),
    anew: z.optional(z.literal(true)),
    proofs: z._default(z.array(proofShape()), []),
  }),
);

export function runIn(row: Row): ProofRun | undefined {
  const { startedAt, why: begunFor, cursor, inLog, withoutLog, anew, proofs } = readRow(runShape, row);
  if (startedAt === undefined || (cursor ?? inLog ?? anew) === undefined) return undefined;
  return { startedAt, ...defined({ why: begunFor, cursor, inLog, withoutLog, anew }), proofs };
}

/** Reads the proof that was published last. */
export const proofBook = (table: Table): ProofBook => ({
  latestProof: ({ station }) => latestProof(table, station),
});

/** Throws `Unreadable` for one that does not parse. */
export async function latestProof(table: Table, station: StationId): Promise<Proof | undefined> {
  const row = await getRow(table, proofRow(station));
  return row && readRow(proofShape, row);
}

import * as z from 'zod/mini';
import { violationKinds } from '../../engine/proof/proof.ts';
import type { ProofBook } from '../../engine/proof/proof-book.ts';
import type { ProofRun } from '../../engine/proof/seen.ts';
import { proofRow } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { count, instant, readRow, stationId } from '../../engine/storage/row-parts.ts';
import { getRow, type Table } from './rows.ts';

const violation = z.object({
  kind: z.enum(violationKinds),
  row: z.string(),
  reference: z.exactOptional(z.string()),
  where: z.exactOptional(z.string()),
  repaired: z.boolean(),
});

const counted = {
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
  violationsFound: count,
  repaired: count,
};

const proofShape = z.object({
  station: stationId,
  startedAt: instant,
  at: instant,
  finished: z.boolean(),
  ...counted,
  violations: z.array(violation),
});

/** The unfinished run of the prover. When the run ends the row stays, without a cursor. */
const runShape = z.object({
  startedAt: z.optional(instant),
  cursor: z.optional(z.string()),
  proofs: z._default(z.array(proofShape), []),
});

export function runIn(row: Row): ProofRun | undefined {
  const { startedAt, cursor, proofs } = readRow(runShape, row);
  return startedAt === undefined || cursor === undefined ? undefined : { startedAt, cursor, proofs };
}

/** Reads the proof that was published last. */
export const proofBook = (table: Table): ProofBook => ({
  async latestProof({ station }) {
    const row = await getRow(table, proofRow(station));
    return row && readRow(proofShape, row);
  },
});

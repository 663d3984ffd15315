import * as z from 'zod/mini';
import { violationKinds } from '../../engine/proof/proof.ts';
import type { ProofBook } from '../../engine/proof/proof-book.ts';
import type { ProofRun } from '../../engine/proof/seen.ts';
import { proofRow, type Row } from './keys.ts';
import * as parts from './parse.ts';
import { getRow, type Table } from './rows.ts';

const violation = z.object({
  kind: z.enum(violationKinds),
  row: z.string(),
  reference: z.exactOptional(parts.reference),
  where: z.exactOptional(z.string()),
  repaired: z.boolean(),
});

const counted = {
  open: parts.count,
  armed: parts.count,
  indexed: parts.count,
  parked: parts.count,
  messages: parts.count,
  messagesArmed: parts.count,
  chains: parts.count,
  chainsValid: parts.count,
  violationsFound: parts.count,
  repaired: parts.count,
};

const proofShape = z.object({
  station: parts.stationId,
  startedAt: parts.instant,
  at: parts.instant,
  finished: z.boolean(),
  ...counted,
  violations: z.array(violation),
});

/** A run that is not over; afterwards the row stays and says so. */
const runShape = z.object({
  startedAt: z.optional(parts.instant),
  cursor: z.optional(z.string()),
  proofs: z._default(z.array(proofShape), []),
});

export function runIn(row: Row): ProofRun | undefined {
  const { startedAt, cursor, proofs } = parts.readRow(runShape, row);
  return startedAt === undefined || cursor === undefined ? undefined : { startedAt, cursor, proofs };
}

/** What was published last, for who may read it. */
export const proofBook = (table: Table): ProofBook => ({
  async latestProof({ station }) {
    const row = await getRow(table, proofRow(station));
    return row && parts.readRow(proofShape, row);
  },
});

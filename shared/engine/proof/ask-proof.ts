import * as z from 'zod/mini';
import { type Instant, MINUTE } from '../calendar/instant.ts';
import type { Scope, StationId } from '../scope.ts';
import { askedProofRow } from '../storage/keys.ts';
import { instant, readRow } from '../storage/row-parts.ts';
import type { CompanionStore } from '../storage/store.ts';
import { Unavailable } from '../storage/store-errors.ts';

/** That a station asked for a proof, as the stream reports it. It does not say who: that stands in the row alone. */
export interface ProofAsk {
  readonly station: StationId;
  readonly at: Instant;
}

export interface AskedProof {
  /** When the proof was asked for: now, or earlier in the same quarter of an hour, by whichever station. */
  readonly askedAt: Instant;
  /** From when on another one can be asked for. */
  readonly nextFrom: Instant;
}

/** As long as a run may take, so that no two runs that were asked for overlap. A run reads the rows of all stations. */
const ASK_EVERY = 15 * MINUTE;

const askShape = z.object({ askedAt: instant });

/**
 * Asks for a proof now. The request is a row, which says who asked and is kept; the stream brings it to the prover. There
 * is one in a quarter of an hour: who asks again meanwhile gets the answer to the first.
 */
export async function askProof(
  store: Pick<CompanionStore, 'companion' | 'writeCompanions'>,
  { person, role, station }: Scope,
  now: Instant,
): Promise<AskedProof> {
  const from = now - (now % ASK_EVERY);
  const nextFrom = from + ASK_EVERY;
  const key = askedProofRow(from);
  const values = { askedAt: now, person, role, station };
  if (await store.writeCompanions([{ key, values, condition: 'absent', conflict: 'proof-asked' }])) {
    return { askedAt: now, nextFrom };
  }
  const first = await store.companion(key);
  // The write failed because of it, and nothing removes it.
  if (first === undefined) throw new Unavailable('who asked for a proof before was not found');
  return { askedAt: readRow(askShape, first).askedAt, nextFrom };
}

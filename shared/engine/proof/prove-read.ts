import { isLinked } from '../storage/read-log.ts';
import { Unreadable } from '../storage/store-errors.ts';
import type { Finding } from './prove-chain.ts';
import { type Judged, type ProveContext, violationOf } from './prove-context.ts';
import type { SeenRead } from './seen.ts';

/**
 * Checks one recorded read: it is as it was written, and the read before it is there. Rows of a log are only added, so
 * each can be checked by itself while others are written. Nothing of a log is repaired, since it is the evidence.
 */
export async function proveRead(context: ProveContext, row: SeenRead): Promise<Judged> {
  const finding = await findingIn(context, row);
  return {
    station: row.station,
    counts: { reads: 1, readsValid: finding === undefined ? 1 : 0 },
    violations: finding === undefined ? [] : [violationOf(row, finding)],
  };
}

async function findingIn({ proofs }: ProveContext, { key, number }: SeenRead): Promise<Finding | undefined> {
  const kind = 'broken-read-log';
  try {
    const reads = await proofs.reads(key, number);
    const [record, previous] = [number, number - 1].map((one) => reads.find((read) => read.number === one));
    const isValid = record !== undefined && isLinked(key, record, previous);
    return isValid ? undefined : { kind, where: `read ${number}` };
  } catch (error) {
    if (error instanceof Unreadable) return { kind, where: 'unreadable' };
    throw error;
  }
}

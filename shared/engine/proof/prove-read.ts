import { defined } from '../defined.ts';
import { readLogPk } from '../storage/keys.ts';
import { isLinked, type ReadRecord } from '../storage/read-log.ts';
import { Unreadable } from '../storage/store-errors.ts';
import type { Finding } from './prove-chain.ts';
import { type Judged, type ProveContext, violationOf } from './prove-context.ts';
import { readFindings, type Standing } from './prove-stated.ts';
import type { SeenRead } from './seen.ts';

/**
 * Checks one recorded read: it is as it was written, and the read before it is there. Rows of a log are only added, so
 * each can be checked by itself while others are written. Nothing of a log is repaired, since it is the evidence.
 */
export async function proveRead(context: ProveContext, row: SeenRead): Promise<Judged> {
  const { finding, record } = await checked(context, row);
  const stated = record && (await readFindings(context, readLogPk(row.key), standingOf(record)));
  const findings = [...(finding ? [finding] : []), ...(stated?.findings ?? [])];
  return {
    station: row.station,
    counts: { reads: 1, readsValid: finding === undefined ? 1 : 0, ...stated?.counts },
    violations: findings.map((one) => violationOf(row, one)),
  };
}

/** A read as it is compared with the log. */
export const standingOf = ({ number, hash, at }: ReadRecord): Standing => ({ version: number, hash, at });

/** The read, and whether it is as it was written. */
interface Checked {
  readonly record?: ReadRecord;
  readonly finding?: Finding;
}

async function checked({ proofs }: ProveContext, { key, number }: SeenRead): Promise<Checked> {
  const kind = 'broken-read-log';
  try {
    const reads = await proofs.reads(key, number);
    const [record, previous] = [number, number - 1].map((one) => reads.find((read) => read.number === one));
    const isValid = record !== undefined && isLinked(key, record, previous);
    return { ...defined({ record }), ...(!isValid && { finding: { kind, where: `read ${number}` } }) };
  } catch (error) {
    if (error instanceof Unreadable) return { finding: { kind, where: 'unreadable' } };
    throw error;
  }
}

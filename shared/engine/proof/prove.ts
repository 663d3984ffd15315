import type { Instant } from '../calendar/instant.ts';
import { aggregateCache } from './aggregate-cache.ts';
import type { Proof, Violation } from './proof.ts';
import type { ProofStore } from './proof-store.ts';
import type { Judged, ProveContext } from './prove-context.ts';
import { proveRow } from './prove-row.ts';
import { addPage, type RunningProofs, runningProofsOf } from './running-proofs.ts';
import type { SeenRow } from './seen.ts';

/** The result of one run: the proofs as published, and the violations that this run found. */
export interface ProveReport {
  readonly finished: boolean;
  readonly proofs: readonly Proof[];
  /** The first violations of this run, rows without a station included. */
  readonly violations: readonly Violation[];
  /** How many violations of this run are in no proof, because their rows have no station. */
  readonly withoutStation: number;
}

/**
 * Checks all rows of the table page by page, repairs what it safely can, and publishes a proof for each station. A run
 * that runs out of time saves its position and the next one continues there, so that no row is counted twice and rows
 * late in the table are checked too.
 * @param remainingMs the real time left; the run ends with the first page after it is used up
 */
export async function prove(
  { proofs, policies, aggregates }: Pick<ProveContext, 'proofs' | 'policies' | 'aggregates'>,
  now: Instant,
  remainingMs: () => number,
): Promise<ProveReport> {
  const context = { proofs, policies, aggregates, seenAggregates: aggregateCache(proofs), now };
  const saved = await proofs.loadRun();
  const run: Run = {
    startedAt: saved?.startedAt ?? now,
    runningProofs: runningProofsOf(saved?.proofs ?? []),
    cursor: saved?.cursor,
    finished: false,
    violations: [],
    withoutStation: 0,
  };
  try {
    while (!run.finished && remainingMs() > 0) await provePage(context, run);
  } finally {
    // Also after an error of the store: the next run then begins with the page that failed.
    await publish(proofs, run, now);
  }
  const { finished, runningProofs, violations, withoutStation } = run;
  return { finished, proofs: [...runningProofs.values()], violations, withoutStation };
}

/** The progress of a run through the table. */
interface Run {
  readonly startedAt: Instant;
  readonly runningProofs: RunningProofs;
  cursor: string | undefined;
  finished: boolean;
  readonly violations: Violation[];
  withoutStation: number;
}

/** Each of them is logged; the proofs count all. */
const VIOLATIONS_REPORTED_MAX = 50;

async function provePage(context: ProveContext, run: Run): Promise<void> {
  const { rows, next } = await context.proofs.scan(run.cursor);
  const judged = await proveRows(context, rows);
  // A page is added only after all of its rows were checked, so that a repeated page is not counted twice.
  addPage(run.runningProofs, judged, run.startedAt);
  for (const { station, violations } of judged) {
    run.violations.push(...violations.slice(0, VIOLATIONS_REPORTED_MAX - run.violations.length));
    if (station === undefined) run.withoutStation += violations.length;
  }
  run.cursor = next;
  run.finished = next === undefined;
}

async function publish(proofs: ProofStore, run: Run, now: Instant): Promise<void> {
  const { startedAt, cursor, finished, runningProofs } = run;
  for (const [station, proof] of runningProofs) runningProofs.set(station, { ...proof, at: now, finished });
  for (const proof of runningProofs.values()) await proofs.writeProof(proof);
  // Saved last: after a crash before this, the next run repeats pages from the older counts, so none is counted twice.
  await proofs.saveRun(
    cursor === undefined ? undefined : { startedAt, cursor, proofs: [...runningProofs.values()] },
  );
}

/** Each row takes a few round trips to the store; this many run concurrently. */
const ROWS_AT_ONCE = 8;

async function proveRows(context: ProveContext, rows: readonly SeenRow[]): Promise<readonly Judged[]> {
  const waiting = [...rows];
  const judged: Judged[] = [];
  const worker = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      judged.push(await proveRow(context, row));
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: ROWS_AT_ONCE }, worker));
  for (const ended of workers) if (ended.status === 'rejected') throw ended.reason;
  return judged;
}

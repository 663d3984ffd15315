import type { Instant } from '../calendar/instant.ts';
import type { Judged, ProveContext } from './judged.ts';
import { aggregateCache } from './met-aggregates.ts';
import type { Proof, Violation } from './proof.ts';
import type { ProofStore } from './proof-store.ts';
import { proveRow } from './prove-row.ts';
import { addPage, type RunningProofs, runningProofsOf } from './running-proofs.ts';
import type { SeenRow } from './seen.ts';

/** What one run came to: the proofs as they now stand, and what this run itself met. */
export interface ProveReport {
  readonly finished: boolean;
  readonly proofs: readonly Proof[];
  /** Of this run, those of rows that name no station too; cut short in a storm. */
  readonly met: readonly Violation[];
  /** How many violations of this run stand in no proof, since their rows name no station. */
  readonly withoutStation: number;
}

/**
 * Looks at everything that is kept, page by page, sets right what it safely can, and publishes for each station what
 * it counted and found. A run that is cut short saves how far it came and the next one carries on there, so nothing
 * is counted twice, and nothing is left out for standing late in the table. `remainingMs` is how much real time is
 * left; it ends soon after none is.
 */
export async function prove(
  { proofs, policies, aggregates }: Pick<ProveContext, 'proofs' | 'policies' | 'aggregates'>,
  now: Instant,
  remainingMs: () => number,
): Promise<ProveReport> {
  const proving = { proofs, policies, aggregates, met: aggregateCache(proofs), now };
  const saved = await proofs.loadRun();
  const walk: Walk = {
    startedAt: saved?.startedAt ?? now,
    runningProofs: runningProofsOf(saved?.proofs ?? []),
    cursor: saved?.cursor,
    finished: false,
    met: [],
    withoutStation: 0,
  };
  try {
    while (!walk.finished && remainingMs() > 0) await provePage(proving, walk);
  } finally {
    // Also when the store has given up: the next run then begins with the page that failed.
    await publish(proofs, walk, now);
  }
  const { finished, runningProofs, met, withoutStation } = walk;
  return { finished, proofs: [...runningProofs.values()], met, withoutStation };
}

/** How far a proof has come through the table. */
interface Walk {
  readonly startedAt: Instant;
  readonly runningProofs: RunningProofs;
  cursor: string | undefined;
  finished: boolean;
  readonly met: Violation[];
  withoutStation: number;
}

/** Logs are for the first of them; how many there were is a number. */
const MET_MAX = 50;

async function provePage(proving: ProveContext, walk: Walk): Promise<void> {
  const { rows, next } = await proving.proofs.scan(walk.cursor);
  const judged = await inHands(proving, rows);
  // Only a page that was judged whole counts, so that no row ever counts twice.
  addPage(walk.runningProofs, judged, walk.startedAt);
  for (const { station, violations } of judged) {
    walk.met.push(...violations.slice(0, MET_MAX - walk.met.length));
    if (station === undefined) walk.withoutStation += violations.length;
  }
  walk.cursor = next;
  walk.finished = next === undefined;
}

async function publish(proofs: ProofStore, walk: Walk, now: Instant): Promise<void> {
  const { startedAt, cursor, finished, runningProofs } = walk;
  for (const [station, proof] of runningProofs) runningProofs.set(station, { ...proof, at: now, finished });
  for (const proof of runningProofs.values()) await proofs.writeProof(proof);
  // Last: a crash before this repeats some pages from the counter saved then, and counts none of them twice.
  await proofs.saveRun(
    cursor === undefined ? undefined : { startedAt, cursor, proofs: [...runningProofs.values()] },
  );
}

/** Each row is a few round trips to the store; this many at once use the time between them. */
const ROWS_AT_ONCE = 8;

async function inHands(proving: ProveContext, rows: readonly SeenRow[]): Promise<readonly Judged[]> {
  const waiting = [...rows];
  const judged: Judged[] = [];
  const hand = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      judged.push(await proveRow(proving, row));
    }
  };
  const hands = await Promise.allSettled(Array.from({ length: ROWS_AT_ONCE }, hand));
  for (const ended of hands) if (ended.status === 'rejected') throw ended.reason;
  return judged;
}

import type { Instant } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import type { LogState } from '../notary/log-state.ts';
import type { StationId } from '../scope.ts';
import { Unreadable } from '../storage/store-errors.ts';
import type { Proof, Restores } from './proof.ts';
import type { ProofStore } from './proof-store.ts';
import { violationName } from './prove-context.ts';
import type { ProveRun } from './prove-run.ts';
import { withViolations } from './running-proofs.ts';
import type { ProofRun } from './seen.ts';

/**
 * Publishes the proofs of a run, and ends it if it is finished; `saveRun` keeps one that is not. Returns what was published: nothing of a run over everything that
 * goes on another time, since the proof of the day is there; until there was one of everything, there is none of a day.
 */
export async function publishRun(
  proofs: ProofStore,
  run: ProveRun,
  now: Instant,
  witness: LogState | undefined,
): Promise<readonly Proof[]> {
  const { covers, finished, isBehindDay, runningProofs } = run;
  describe(run, now, witness);
  const goesOn = isBehindDay && witness?.everythingAt !== undefined;
  const published: Proof[] = [];
  for (const proof of finished || !goesOn ? runningProofs.values() : []) {
    published.push(isBehindDay ? await withDay(proofs, proof) : proof);
  }
  for (const proof of published) await proofs.writeProof(proof);
  if (finished) {
    await proofs.saveRun(covers, undefined);
    if (witness !== undefined) finish(witness, run);
  }
  return published;
}

/** What was noted for this run is done. One beside the proofs of days leaves that to them, and to the next what is noted now. */
function finish(witness: LogState, { covers, startedAt, isBehindDay }: ProveRun): void {
  if (covers === 'everything') witness.everythingAt = startedAt;
  else witness.changedAt = startedAt;
  if (!isBehindDay) witness.toProve.clear();
}

function describe(
  { covers, startedAt, finished, runningProofs }: ProveRun,
  now: Instant,
  witness: LogState | undefined,
): void {
  const roots = new Map((witness?.roots ?? []).map(({ station, ...root }) => [station, root]));
  const isOfEverything = covers === 'everything' && finished;
  const everythingAt = isOfEverything ? startedAt : witness?.everythingAt;
  for (const [station, proof] of runningProofs) {
    const root = roots.get(station) ?? proof.root;
    const restored = (witness && restoresOf(witness, station)) ?? proof.restored;
    runningProofs.set(station, {
      ...proof,
      at: now,
      finished,
      ...defined({ root, restored, everythingAt: everythingAt ?? proof.everythingAt }),
    });
  }
}

/**
 * What the proof of a day has named since a run over everything began stays named when that run ends, in whatever invocation:
 * it was repaired meanwhile, or the run had passed the row before it was falsified.
 */
async function withDay(proofs: Pick<ProofStore, 'latestProof'>, proof: Proof): Promise<Proof> {
  const day = await latestReadable(proofs, proof);
  if (day?.covers !== 'open-and-changed' || day.at < proof.startedAt) return proof;
  const named = new Set(proof.violations.map(violationName));
  return withViolations(
    proof,
    day.violations.filter((one) => !named.has(violationName(one))),
  );
}

/** A published proof that somebody has damaged must not hold up the one that replaces it. */
async function latestReadable(
  proofs: Pick<ProofStore, 'latestProof'>,
  proof: Proof,
): Promise<Proof | undefined> {
  try {
    return await proofs.latestProof(proof);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/**
 * Keeps how far an unfinished run came. To be saved last, after what it has noted: after a crash before this, the next run
 * repeats pages from the older counts, so none is counted twice, and none was passed whose wrong rows are noted nowhere. Once
 * rows were scanned without the log, the run begins anew, so that it asks for what was not stated, and notes what is wrong.
 */
export async function saveRun(proofs: Pick<ProofStore, 'saveRun'>, run: ProveRun): Promise<void> {
  if (!run.finished) await proofs.saveRun(run.covers, leftOf(run));
}

function leftOf(run: ProveRun): ProofRun | undefined {
  const { startedAt, why, cursor, inLog, isAnew, isWithoutLog, runningProofs } = run;
  const isBegun = (cursor !== undefined || inLog) && !(inLog && isWithoutLog);
  if (isBegun) {
    const proofs = [...runningProofs.values()];
    const withoutLog = isWithoutLog && { withoutLog: true as const };
    return { startedAt, why, ...defined({ cursor }), ...(inLog && { inLog }), ...withoutLog, proofs };
  }
  return isWithoutLog || isAnew ? { startedAt, why, anew: true, proofs: [] } : undefined;
}

function restoresOf({ restores, voided }: LogState, station: StationId): Restores | undefined {
  if (restores.length === 0) return undefined;
  return {
    since: Math.min(...restores.map(({ to }) => to)),
    at: Math.max(...restores.map(({ at }) => at)),
    statements: voided.get(station) ?? 0,
  };
}

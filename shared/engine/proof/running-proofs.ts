import type { Instant } from '../calendar/instant.ts';
import type { StationId } from '../scope.ts';
import type { Proof, ProofCounts } from './proof.ts';
import type { Judged } from './prove-context.ts';

const zero: ProofCounts = {
  open: 0,
  armed: 0,
  indexed: 0,
  parked: 0,
  messages: 0,
  messagesArmed: 0,
  chains: 0,
  chainsValid: 0,
  reads: 0,
  readsValid: 0,
};
const counted = Object.keys(zero) as readonly (keyof ProofCounts)[];

/** A proof is one row of limited size, so it lists the first violations and counts the rest. */
const VIOLATIONS_LISTED_MAX = 50;
/** Over all stations, since an unfinished run is saved in one row as well. */
const LISTED_IN_ALL_MAX = 1000;

/** The proofs of an unfinished run, by station. */
export type RunningProofs = Map<StationId, Proof>;

export const runningProofsOf = (proofs: readonly Proof[]): RunningProofs =>
  new Map(proofs.map((proof) => [proof.station, proof]));

/** Adds the results of one page. Called once the whole page was checked, so that no row counts twice. */
export function addPage(runningProofs: RunningProofs, judged: readonly Judged[], startedAt: Instant): void {
  let listed = [...runningProofs.values()].reduce((sum, { violations }) => sum + violations.length, 0);
  for (const { station, counts, violations } of judged) {
    if (station === undefined) continue;
    const before = runningProofs.get(station) ?? emptyProof(station, startedAt);
    const room = Math.min(VIOLATIONS_LISTED_MAX - before.violations.length, LISTED_IN_ALL_MAX - listed);
    const added = violations.slice(0, Math.max(0, room));
    listed += added.length;
    runningProofs.set(station, {
      ...before,
      ...Object.fromEntries(counted.map((name) => [name, before[name] + (counts[name] ?? 0)])),
      violationsFound: before.violationsFound + violations.length,
      repaired: before.repaired + violations.filter(({ repaired }) => repaired).length,
      violations: [...before.violations, ...added],
    });
  }
}

const emptyProof = (station: StationId, startedAt: Instant): Proof => ({
  station,
  startedAt,
  at: startedAt,
  finished: false,
  ...zero,
  violationsFound: 0,
  repaired: 0,
  violations: [],
});

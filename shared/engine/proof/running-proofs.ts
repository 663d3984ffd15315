import type { Instant } from '../calendar/instant.ts';
import type { StationId } from '../scope.ts';
import type { Proof, ProofCounts, ProofCovers, ProofReason, Violation } from './proof.ts';
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
  stated: 0,
  statedValid: 0,
  unstated: 0,
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
export function addPage(runningProofs: RunningProofs, judged: readonly Judged[], begun: Begun): void {
  let listed = [...runningProofs.values()].reduce((sum, { violations }) => sum + violations.length, 0);
  for (const { station, counts, violations } of judged) {
    if (station === undefined) continue;
    const before = runningProofs.get(station) ?? emptyProof(station, begun);
    const sums = Object.fromEntries(counted.map((name) => [name, before[name] + (counts[name] ?? 0)]));
    const after = withViolations({ ...before, ...sums }, violations, LISTED_IN_ALL_MAX - listed);
    listed += after.violations.length - before.violations.length;
    runningProofs.set(station, after);
  }
}

/** Adds violations to a proof: all are counted, and so many listed as there is room for. */
export function withViolations(
  proof: Proof,
  violations: readonly Violation[],
  roomInAll = LISTED_IN_ALL_MAX,
): Proof {
  const room = Math.min(VIOLATIONS_LISTED_MAX - proof.violations.length, roomInAll);
  return {
    ...proof,
    violationsFound: proof.violationsFound + violations.length,
    repaired: proof.repaired + violations.filter(({ repaired }) => repaired).length,
    violations: [...proof.violations, ...violations.slice(0, Math.max(0, room))],
  };
}

/** When and why a run began, and what it looks at. */
export interface Begun {
  readonly startedAt: Instant;
  readonly why: ProofReason;
  readonly covers: ProofCovers;
}

const emptyProof = (station: StationId, { startedAt, why, covers }: Begun): Proof => ({
  station,
  startedAt,
  why,
  covers,
  at: startedAt,
  finished: false,
  ...zero,
  violationsFound: 0,
  repaired: 0,
  violations: [],
});

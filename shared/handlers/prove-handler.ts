import { NO_STATION } from '../cases/intake/decoy-key.ts';
import { type Instant, SECOND } from '../engine/calendar/instant.ts';
import { defined } from '../engine/defined.ts';
import { dailyProof, type Proof, type ProofReason } from '../engine/proof/proof.ts';
import { type ProveReport, prove } from '../engine/proof/prove.ts';
import type { EngineWorld } from '../engine/world.ts';
import type { ClockLogger } from './clock-logger.ts';

/** Reserved for the current page and for publishing; 14 of the 15 minutes are left for reading. */
const RESERVE_MS = 60 * SECOND;

const reasonOf = (event: unknown): ProofReason =>
  typeof event === 'object' && event !== null && 'why' in event && event.why === dailyProof.why
    ? 'daily'
    : 'asked';

/** The part of Lambda's context that a proof needs. */
interface TimeLimit {
  getRemainingTimeInMillis(): number;
}

/** The totals over the proofs of all stations; the local run logs them. */
export type Proven = Readonly<Record<'open' | 'armed' | 'violations' | 'repaired', number>> & {
  readonly finished: boolean;
};

/**
 * Handler of the proof, daily and whenever it is asked for. It fails only when the store or the notary's log is unavailable. Violations are a result: each is logged with
 * its kind and the row's ids.
 */
export const proveHandler =
  (world: Parameters<typeof prove>[0] & Pick<EngineWorld, 'system'>, logger: ClockLogger) =>
  async (event: unknown, limit: TimeLimit): Promise<Proven> => {
    const now = world.system.now();
    const remainingMs = () => limit.getRemainingTimeInMillis() - RESERVE_MS;
    const report = await prove(world, now, remainingMs, reasonOf(event));
    for (const { kind, row, where, repaired } of report.violations) {
      const ids = { kind, row, ...defined({ where }) };
      logger.record(repaired ? 'proof-repaired' : 'proof-violation', ids);
    }
    logger.measure({
      ...amountsOf(report),
      'holidays-known-days': await holidaysKnownDays(world, report, now),
    });
    // Only now, so that what the table showed is on record.
    if (report.fault !== undefined) throw report.fault.error;
    return totalsOf(report);
  };

function totalsOf({ proofs, withoutStation, unpublished, finished }: ProveReport): Proven {
  const sum = (of: (proof: Proof) => number) => proofs.reduce((total, proof) => total + of(proof), 0);
  return {
    open: sum(({ open }) => open),
    armed: sum(({ armed }) => armed),
    violations: sum(({ violationsFound }) => violationsFound) + withoutStation + unpublished,
    repaired: sum(({ repaired }) => repaired),
    finished,
  };
}

function amountsOf(report: ProveReport) {
  const { open, armed, violations, repaired } = totalsOf(report);
  return {
    'proof-open': open,
    'proof-armed': armed,
    'proof-violations': violations,
    'proof-repaired': repaired,
    // No automatic repair was safe for these: an operator must look into them.
    'proof-unrepaired': violations - repaired,
    // The notary has not stated these in time, whether it was asked to or not.
    'proof-unstated': report.proofs.reduce((sum, { unstated }) => sum + unstated, 0),
    'proofs-unfinished': report.isLate ? 1 : 0,
  };
}

/** The lowest value of all stations; without stations, that of the standard policy. */
async function holidaysKnownDays(
  { policies }: Pick<EngineWorld, 'policies'>,
  { proofs }: ProveReport,
  now: Instant,
): Promise<number> {
  const stations = proofs.length === 0 ? [NO_STATION] : proofs.map(({ station }) => station);
  const current = await Promise.all(stations.map((station) => policies.current(station)));
  return Math.min(...current.map(({ calendars }) => calendars.daysUntilHorizon(now)));
}

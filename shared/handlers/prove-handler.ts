import { NO_STATION } from '../cases/intake/decoy-key.ts';
import { type Instant, SECOND } from '../engine/calendar/instant.ts';
import { defined } from '../engine/defined.ts';
import type { Proof } from '../engine/proof/proof.ts';
import { type ProveReport, prove } from '../engine/proof/prove.ts';
import type { EngineWorld } from '../engine/world.ts';
import type { ClockLogger } from './clock-logger.ts';

/** Reserved for the current page and for publishing; 14 of the 15 minutes are left for reading. */
const RESERVE_MS = 60 * SECOND;

/** The part of Lambda's context that a proof needs. */
interface TimeLimit {
  getRemainingTimeInMillis(): number;
}

/** The totals over the proofs of all stations; the local run logs them. */
export type Proven = Readonly<Record<'open' | 'armed' | 'violations' | 'repaired', number>> & {
  readonly finished: boolean;
};

/**
 * Handler of the daily proof. It fails only when the store is unavailable. Violations are a result: each is logged with
 * its kind and the row's ids.
 */
export const proveHandler =
  (world: Parameters<typeof prove>[0] & Pick<EngineWorld, 'system'>, logger: ClockLogger) =>
  async (_tick: unknown, limit: TimeLimit): Promise<Proven> => {
    const now = world.system.now();
    const report = await prove(world, now, () => limit.getRemainingTimeInMillis() - RESERVE_MS);
    for (const { kind, row, where, repaired } of report.violations) {
      const ids = { kind, row, ...defined({ where }) };
      logger.record(repaired ? 'proof-repaired' : 'proof-violation', ids);
    }
    logger.measure({
      ...amountsOf(report),
      'holidays-known-days': await holidaysKnownDays(world, report, now),
    });
    return totalsOf(report);
  };

function totalsOf({ proofs, withoutStation, finished }: ProveReport): Proven {
  const sum = (of: (proof: Proof) => number) => proofs.reduce((total, proof) => total + of(proof), 0);
  return {
    open: sum(({ open }) => open),
    armed: sum(({ armed }) => armed),
    violations: sum(({ violationsFound }) => violationsFound) + withoutStation,
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
    'proofs-unfinished': report.finished ? 0 : 1,
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

import { NO_STATION } from '../cases/intake/decoy-key.ts';
import { type Instant, SECOND } from '../engine/calendar/instant.ts';
import { defined } from '../engine/defined.ts';
import type { Proof } from '../engine/proof/proof.ts';
import { type ProveReport, prove } from '../engine/proof/prove.ts';
import type { EngineWorld } from '../engine/world.ts';
import type { ClockLogger } from './clock-logger.ts';

/** Kept for the page in hand and for publishing; of 15 minutes it leaves 14 for looking. */
const RESERVE_MS = 60 * SECOND;

/** The part of Lambda's context that a proof needs. */
interface TimeLimit {
  getRemainingTimeInMillis(): number;
}

/** What the proofs of all stations come to, as its caller and the log of the local run see it. */
export type Proven = Readonly<Record<'open' | 'armed' | 'violations' | 'repaired', number>> & {
  readonly finished: boolean;
};

/**
 * The function behind the daily proof. Fails only when the store does not answer; what it finds wrong is its result,
 * and each violation is on record by its kind and the row's ids.
 */
export const proveHandler =
  (world: Parameters<typeof prove>[0] & Pick<EngineWorld, 'system'>, logger: ClockLogger) =>
  async (_tick: unknown, limit: TimeLimit): Promise<Proven> => {
    const now = world.system.now();
    const report = await prove(world, now, () => limit.getRemainingTimeInMillis() - RESERVE_MS);
    for (const { kind, row, where, repaired } of report.met) {
      const ids = { kind, row, ...defined({ where }) };
      logger.record(repaired ? 'proof-repaired' : 'proof-violation', ids);
    }
    logger.measure({
      ...amountsOf(report),
      'holidays-known-days': await holidaysKnownDays(world, report, now),
    });
    return provenBy(report);
  };

function provenBy({ proofs, withoutStation, finished }: ProveReport): Proven {
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
  const { open, armed, violations, repaired } = provenBy(report);
  return {
    'proof-open': open,
    'proof-armed': armed,
    'proof-violations': violations,
    'proof-repaired': repaired,
    // What a person has to look into: no repair was safe.
    'proof-unrepaired': violations - repaired,
    'proofs-unfinished': report.finished ? 0 : 1,
  };
}

/** Of the station that knows the fewest; of a deployment without stations, what the standard knows. */
async function holidaysKnownDays(
  { policies }: Pick<EngineWorld, 'policies'>,
  { proofs }: ProveReport,
  now: Instant,
): Promise<number> {
  const stations = proofs.length === 0 ? [NO_STATION] : proofs.map(({ station }) => station);
  const current = await Promise.all(stations.map((station) => policies.current(station)));
  return Math.min(...current.map(({ calendars }) => calendars.daysUntilHorizon(now)));
}

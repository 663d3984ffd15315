import * as z from 'zod/mini';
import { fromIso, type Instant, SECOND } from '../engine/calendar/instant.ts';
import { priorities } from '../engine/priority.ts';
import { Unavailable } from '../engine/storage/store-errors.ts';
import { sweep } from '../engine/sweep/sweep.ts';
import type { SweepReport } from '../engine/sweep/sweep-report.ts';
import type { EngineWorld } from '../engine/world.ts';
import type { ClockLogger } from './clock-logger.ts';

/** Reserved for the rows in progress and their offers; 45 of the 55 seconds are left for the sweep. */
const RESERVE_MS = 10 * SECOND;

/** The part of Lambda's context that a sweep needs. */
interface TimeLimit {
  getRemainingTimeInMillis(): number;
}

/**
 * Handler of the sweep, which a schedule invokes every minute. It fails, and so raises its alarm, only when no lane
 * could be read. A lane that stopped or ran out of time is counted and continued by the next sweep.
 */
export const sweepHandler =
  (world: Parameters<typeof sweep>[0] & Pick<EngineWorld, 'system'>, logger: ClockLogger) =>
  async (
    tick: unknown,
    limit: TimeLimit,
  ): Promise<{ stepped: number; offered: number; finished: boolean }> => {
    const now = world.system.now();
    const report = await sweep(world, now, () => limit.getRemainingTimeInMillis() - RESERVE_MS);
    for (const { code, ...ids } of report.notes) logger.record(code, ids);
    logger.measure({ ...amountsOf(report), ...lag(tick, now) });
    if (report.lanesStopped === priorities.length) throw new Unavailable('no lane could be read');
    const { stepped, offered, finished } = report;
    return { stepped, offered, finished };
  };

const amountsOf = (report: SweepReport) => ({
  'rows-due': report.due,
  'steps-taken': report.stepped,
  'next-steps-missing': report.floorsReached,
  'races-lost': report.lostRaces,
  'rows-idle': report.idle,
  'messages-offered': report.offered,
  'messages-not-offered': report.notOffered,
  'rows-parked': report.parked,
  'rows-quarantined': report.quarantined,
  'lanes-stopped': report.lanesStopped,
  'sweeps-unfinished': report.finished ? 0 : 1,
  'oldest-overdue-seconds': Math.round(report.oldestOverdueMs / SECOND),
});

const scheduled = z.object({ time: z.string() });

/** The delay between the scheduled minute and this invocation, if the event contains the scheduled time. */
function lag(tick: unknown, now: Instant): { 'sweep-lag-seconds'?: number } {
  const parsed = scheduled.safeParse(tick);
  const at = parsed.success ? fromIso(parsed.data.time) : undefined;
  return at === undefined ? {} : { 'sweep-lag-seconds': Math.max(0, Math.round((now - at) / SECOND)) };
}

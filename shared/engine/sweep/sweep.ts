import type { Instant } from '../calendar/instant.ts';
import { priorities } from '../priority.ts';
import { laneOf, serveLane } from './sweep-lane.ts';
import { noCounts, type SweepReport } from './sweep-report.ts';
import type { SweepContext } from './sweep-row.ts';

/** The share of the total time reserved for each lane, so that a flood in an urgent lane does not stop the others. */
const LANE_SHARE = 0.1;

/**
 * Takes every step and offers every delivery that is due at `now`, the most urgent lane first. It keeps no state
 * between runs: rows that it does not reach stay in the index for the next sweep, and concurrent sweeps are safe.
 * @param remainingMs the real time left; the sweep ends soon after it is used up
 */
export async function sweep(
  world: SweepContext['world'],
  now: Instant,
  remainingMs: () => number,
): Promise<SweepReport> {
  const shareMs = remainingMs() * LANE_SHARE;
  const context = { world, now, count: noCounts() };
  const lanes = priorities.map((priority) => laneOf(context, priority));
  for (const [index, lane] of lanes.entries()) {
    const keptForLaterMs = shareMs * (lanes.length - 1 - index);
    await serveLane(context, lane, () => remainingMs() > keptForLaterMs);
  }
  // Time that some lanes did not need goes to those that were cut short, again the most urgent first.
  for (const lane of lanes) await serveLane(context, lane, () => remainingMs() > 0);
  return { ...context.count, finished: lanes.every(({ state }) => state === 'done') };
}

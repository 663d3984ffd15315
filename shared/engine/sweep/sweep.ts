import type { Instant } from '../calendar/instant.ts';
import { priorities } from '../priority.ts';
import { laneOf, serveLane } from './sweep-lane.ts';
import { noCounts, type SweepReport } from './sweep-report.ts';
import type { SweepContext } from './sweep-row.ts';

/** What each lane is sure of, as a part of the whole time: a flood of emergencies must not stop the rest for good. */
const LANE_SHARE = 0.1;

/**
 * Takes every step that is due at `now` and offers every message that is, the most urgent lane first. It remembers
 * nothing: whatever it does not get to, and whatever another sweep does at the same time, the index tells the next.
 * `remainingMs` is how much real time is left for it; it ends soon after none is.
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
  // What some did not need goes to those that were cut short, again the most urgent first.
  for (const lane of lanes) await serveLane(context, lane, () => remainingMs() > 0);
  return { ...context.count, finished: lanes.every(({ state }) => state === 'done') };
}

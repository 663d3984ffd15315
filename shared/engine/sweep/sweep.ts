import type { Instant } from '../calendar/instant.ts';
import { priorities } from '../priority.ts';
import { laneOf, serveLane } from './sweep-lane.ts';
import { noCounts, type SweepReport } from './sweep-report.ts';
import type { Sweeping } from './sweep-row.ts';

/** What each lane is sure of, as a part of the whole time: a flood of emergencies must not stop the rest for good. */
const LANE_SHARE = 0.1;

/**
 * Takes every step that is due at `now` and offers every message that is, the most urgent lane first. It remembers
 * nothing: whatever it does not get to, and whatever another sweep does at the same time, the index tells the next.
 * `remainingMs` is how much real time is left for it; it ends soon after none is.
 */
export async function sweep(
  world: Sweeping['world'],
  now: Instant,
  remainingMs: () => number,
): Promise<SweepReport> {
  const shareMs = remainingMs() * LANE_SHARE;
  const sweeping = { world, now, count: noCounts() };
  const lanes = priorities.map((priority) => laneOf(sweeping, priority));
  for (const [index, lane] of lanes.entries()) {
    const keptForLaterMs = shareMs * (lanes.length - 1 - index);
    await serveLane(sweeping, lane, () => remainingMs() > keptForLaterMs);
  }
  // What some did not need goes to those that were cut short, again the most urgent first.
  for (const lane of lanes) await serveLane(sweeping, lane, () => remainingMs() > 0);
  return { ...sweeping.count, finished: lanes.every(({ state }) => state === 'done') };
}

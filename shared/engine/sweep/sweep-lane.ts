import { errorName } from '../error-name.ts';
import type { Offer } from '../outbox/offer.ts';
import type { Priority } from '../priority.ts';
import type { DueRow } from '../storage/due-row.ts';
import { duePages } from './due-pages.ts';
import { note } from './sweep-report.ts';
import { type SweepContext, serveRow } from './sweep-row.ts';

/** One priority's due rows, and how far this sweep has come with them. */
export interface Lane {
  readonly priority: Priority;
  readonly pages: AsyncGenerator<readonly DueRow[], void, void>;
  /** Read from the index and not looked at yet. */
  readonly waiting: DueRow[];
  state: 'open' | 'done' | 'stopped';
}

export const laneOf = ({ world, now }: SweepContext, priority: Priority): Lane => ({
  priority,
  pages: duePages(world, priority, now),
  waiting: [],
  state: 'open',
});

/** Each row is a few round trips to the store; this many at once use the time between them. */
const ROWS_AT_ONCE = 8;

/** Serves a lane until it is empty or the time is up; what is left of it stays in the lane for another call. */
export async function serveLane(context: SweepContext, lane: Lane, timeLeft: () => boolean): Promise<void> {
  try {
    while (lane.state === 'open' && timeLeft()) {
      if (lane.waiting.length === 0) await readOn(lane);
      // Most of what is read is empty, and there is nothing to share among hands.
      if (lane.waiting.length > 0) await serveWaiting(context, lane, timeLeft);
    }
  } catch (error) {
    // A store that is too busy is not helped by asking on. The other lanes stand elsewhere and may still answer.
    lane.state = 'stopped';
    context.count.lanesStopped += 1;
    note(context.count, { code: 'lane-stopped', lane: lane.priority, error: errorName(error) });
  }
}

async function readOn(lane: Lane): Promise<void> {
  const page = await lane.pages.next();
  if (page.done) lane.state = 'done';
  else lane.waiting.push(...page.value);
}

async function serveWaiting(
  context: SweepContext,
  { waiting }: Lane,
  timeLeft: () => boolean,
): Promise<void> {
  const offers: Offer[] = [];
  let failed = false;
  const hand = async (): Promise<void> => {
    while (!failed && timeLeft()) {
      const row = waiting.shift();
      if (row === undefined) return;
      const offer = await serveRow(context, row).catch((error: unknown) => {
        failed = true;
        throw error;
      });
      if (offer !== undefined) offers.push(offer);
    }
  };
  const handsNeeded = Math.min(ROWS_AT_ONCE, waiting.length);
  const hands = await Promise.allSettled(Array.from({ length: handsNeeded }, hand));
  // What was found due is offered even if the lane stops here.
  await offerAll(context, offers);
  for (const ended of hands) if (ended.status === 'rejected') throw ended.reason;
}

async function offerAll({ world, count }: SweepContext, offers: readonly Offer[]): Promise<void> {
  if (offers.length === 0) return;
  const left = await world.bus.offer(offers).catch((error: unknown) => {
    note(count, { code: 'bus-failed', error: errorName(error) });
    return offers;
  });
  count.offered += offers.length - left.length;
  count.notOffered += left.length;
}

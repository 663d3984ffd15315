import { errorName } from '../error-name.ts';
import type { Offer } from '../outbox/offer.ts';
import type { Priority } from '../priority.ts';
import type { DueRow } from '../storage/due-row.ts';
import { duePages } from './due-pages.ts';
import { note } from './sweep-report.ts';
import { type SweepContext, serveRow } from './sweep-row.ts';

/** The due rows of one priority, and the progress of this sweep through them. */
export interface Lane {
  readonly priority: Priority;
  readonly pages: AsyncGenerator<readonly DueRow[], void, void>;
  /** Rows that were read from the index and not served yet. */
  readonly waiting: DueRow[];
  state: 'open' | 'done' | 'stopped';
}

export const laneOf = ({ world, now }: SweepContext, priority: Priority): Lane => ({
  priority,
  pages: duePages(world, priority, now),
  waiting: [],
  state: 'open',
});

/** Each row takes a few round trips to the store; this many run concurrently. */
const ROWS_AT_ONCE = 8;

/** Serves a lane until it is empty or its time is up; rows not served stay in the lane for another call. */
export async function serveLane(context: SweepContext, lane: Lane, timeLeft: () => boolean): Promise<void> {
  try {
    while (lane.state === 'open' && timeLeft()) {
      if (lane.waiting.length === 0) await readPage(lane);
      // Most pages are empty; then no workers are started.
      if (lane.waiting.length > 0) await serveWaiting(context, lane, timeLeft);
    }
  } catch (error) {
    // More reads would only add load to a busy store. The other lanes are in other partitions and may still work.
    lane.state = 'stopped';
    context.count.lanesStopped += 1;
    note(context.count, { code: 'lane-stopped', lane: lane.priority, error: errorName(error) });
  }
}

async function readPage(lane: Lane): Promise<void> {
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
  const worker = async (): Promise<void> => {
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
  const workersNeeded = Math.min(ROWS_AT_ONCE, waiting.length);
  const workers = await Promise.allSettled(Array.from({ length: workersNeeded }, worker));
  // Offers found so far are made even if the lane stops here.
  await offerAll(context, offers);
  for (const ended of workers) if (ended.status === 'rejected') throw ended.reason;
}

async function offerAll({ world, count }: SweepContext, offers: readonly Offer[]): Promise<void> {
  if (offers.length === 0) return;
  const rejected = await world.bus.offer(offers).catch((error: unknown) => {
    note(count, { code: 'bus-failed', error: errorName(error) });
    return offers;
  });
  count.offered += offers.length - rejected.length;
  count.notOffered += rejected.length;
}

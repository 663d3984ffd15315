import type { Instant } from '../calendar/instant.ts';
import type { Priority } from '../priority.ts';
import type { DueRow } from '../storage/due-row.ts';
import type { EngineWorld } from '../world.ts';

/** Enough for one query to be worth its round trip, few enough to be served well within a lane's share. */
const PAGE_SIZE = 100;

/** All that is due in a lane, shard by shard in a fresh order, page by page, read only as far as it is asked for. */
export async function* duePages(
  { store, system }: Pick<EngineWorld, 'store' | 'system'>,
  lane: Priority,
  now: Instant,
): AsyncGenerator<readonly DueRow[], void, void> {
  const shards = Array.from({ length: store.shardsPerLane }, (_, shard) => shard);
  for (const shard of system.shuffled(shards)) {
    let cursor: string | undefined;
    do {
      const page = await store.due(lane, shard, now, PAGE_SIZE, cursor);
      yield page.rows;
      cursor = page.next;
    } while (cursor !== undefined);
  }
}

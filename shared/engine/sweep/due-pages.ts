import type { Instant } from '../calendar/instant.ts';
import type { Priority } from '../priority.ts';
import type { DueRow } from '../storage/due-row.ts';
import type { EngineWorld } from '../world.ts';

/** Large enough to be worth a round trip, small enough to be served within a lane's share of time. */
const PAGE_SIZE = 100;

/** Everything due in a lane, page by page, with the shards in random order. A page is read only when requested. */
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

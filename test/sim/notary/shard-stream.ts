import { shardOf } from '../../../shared/adapters/shard.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { Dice } from '../world/dice.ts';
import type { Machines } from '../world/machines.ts';
import type { Ending } from '../world/run.ts';
import type { Timeline } from '../world/timeline.ts';

/**
 * A table’s stream as a consumer of its own sees it: in shards, each read apart from the others. Changes of one item keep
 * their order and those of different items do not; a batch may come again, also after later ones; a change that is older
 * than 24 hours is gone.
 */
export interface ShardStream<Change> {
  /** `item`: the key of the row that was changed. */
  wrote(item: string, change: (sequence: string) => Change): void;
  /** Drops all changes, since the table was restored. */
  reset(): void;
  /** Goes on after everything planned was dropped, such as by a power failure. */
  resume(): void;
}

export interface ShardStreamSettings<Change> {
  readonly timeline: Timeline;
  readonly machines: Machines;
  readonly dice: Dice;
  /** A change that no invocation will get. */
  readonly lost: (change: Change) => void;
  /** Invokes the function; `from` is the sequence number to retry from. */
  readonly deliver: (
    changes: readonly Change[],
    ended: (ending: Ending | undefined, from: string | undefined) => void,
  ) => void;
}

interface Written<Change> {
  readonly at: Instant;
  readonly item: string;
  readonly sequence: string;
  readonly change: Change;
}

interface Shard<Change> {
  kept: Written<Change>[];
  polling: boolean;
  retries: number;
}

const SHARDS = 3;
const BATCH_MAX = 50;
const KEPT = 24 * HOUR;
const REORDERED = 0.3;

export function shardStream<Change>(settings: ShardStreamSettings<Change>): ShardStream<Change> {
  const { timeline, machines, dice, lost, deliver } = settings;
  /** How long changes are gathered before the function is invoked. */
  const windowMs = dice.pick([SECOND, MINUTE, 5 * MINUTE]);
  /** Some tables drop a batch after some retries, some retry until it is too old. */
  const retriesMax = dice.pick([5, Number.POSITIVE_INFINITY]);
  let sequence = 0;
  let generation = 0;
  let shards: readonly Shard<Change>[] = [];
  const drop = (gone: readonly Written<Change>[]): void => {
    for (const { change } of gone) lost(change);
  };
  const open = (): void => {
    generation += 1;
    for (const { kept } of shards) drop(kept);
    shards = Array.from({ length: SHARDS }, () => ({ kept: [], polling: false, retries: 0 }));
  };
  open();

  const pollSoon = (shard: Shard<Change>, ms: number): void => {
    if (shard.polling) return;
    shard.polling = true;
    timeline.after(ms, () => poll(shard));
  };
  const poll = (shard: Shard<Change>): void => {
    shard.polling = false;
    if (!shards.includes(shard)) return;
    const now = timeline.now();
    const oldest = shard.kept[0];
    if (oldest !== undefined && oldest.at + KEPT <= now) {
      drop(shard.kept.filter(({ at }) => at + KEPT <= now));
      shard.kept = shard.kept.filter(({ at }) => at + KEPT > now);
    }
    if (shard.kept.length === 0) return;
    if (machines.isOut('stream')) {
      pollSoon(shard, 10 * MINUTE);
      return;
    }
    const { streamDrop, streamDuplicate } = machines.swarm();
    const inOrder = shard.kept.slice(0, BATCH_MAX);
    const batch = dice.happens(REORDERED) ? shuffled(inOrder, dice) : inOrder;
    const changes = batch.map(({ change }) => change);
    if (dice.happens(streamDrop)) {
      drop(batch);
      advance(shard, batch.length);
    } else invoke(shard, batch, changes);
    if (!dice.happens(streamDuplicate)) return;
    const ofTable = generation;
    timeline.after(dice.pick([1, SECOND, MINUTE, 3 * HOUR]), () => {
      if (generation === ofTable) deliver(changes, () => undefined);
    });
  };
  const invoke = (
    shard: Shard<Change>,
    batch: readonly Written<Change>[],
    changes: readonly Change[],
  ): void => {
    shard.polling = true;
    deliver(changes, (ending, from) => {
      shard.polling = false;
      const failedAt = batch.findIndex((written) => written.sequence === from);
      const done = ending !== undefined ? 0 : from === undefined ? batch.length : Math.max(0, failedAt);
      shard.retries = done === 0 ? shard.retries + 1 : 1;
      if (done === batch.length || shard.retries > retriesMax) {
        drop(batch.slice(done));
        advance(shard, batch.length);
        return;
      }
      shard.kept = [...batch.slice(done), ...shard.kept.slice(batch.length)];
      pollSoon(shard, Math.min(SECOND * 2 ** shard.retries, 10 * MINUTE));
    });
  };
  const advance = (shard: Shard<Change>, count: number): void => {
    shard.retries = 0;
    shard.kept = shard.kept.slice(count);
    if (shard.kept.length > 0) pollSoon(shard, SECOND);
  };
  return {
    wrote(item, change) {
      sequence += 1;
      const own = String(sequence);
      const shard = shards[shardOf(item, SHARDS)] as Shard<Change>;
      shard.kept.push({ at: timeline.now(), item, sequence: own, change: change(own) });
      pollSoon(shard, windowMs);
    },
    reset: open,
    resume() {
      for (const shard of shards) {
        shard.polling = false;
        if (shard.kept.length > 0) pollSoon(shard, windowMs);
      }
    },
  };
}

/** Another order in which the changes of each item are still in theirs. */
function shuffled<Change>(batch: readonly Written<Change>[], dice: Dice): readonly Written<Change>[] {
  const items = batch.map(({ item }) => item);
  for (let left = items.length - 1; left > 0; left -= 1) {
    const other = dice.below(left + 1);
    [items[left], items[other]] = [items[other] as string, items[left] as string];
  }
  const byItem = new Map<string, Written<Change>[]>();
  for (const written of batch) byItem.set(written.item, [...(byItem.get(written.item) ?? []), written]);
  return items.map((item) => byItem.get(item)?.shift() as Written<Change>);
}

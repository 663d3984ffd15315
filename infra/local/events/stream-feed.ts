import { setTimeout as pause } from 'node:timers/promises';
import { createExclusive } from '../exclusive.ts';
import { untilWritten, type WriteCount, wakeWaiting, writesOf } from '../rights/write-count.ts';
import type { StreamReader, StreamRecord } from './stream-reader.ts';

/** The newest records of the table's stream, read once for all its consumers. */
export interface StreamFeed {
  /** Changes with every record that is read. */
  version(): number;
  /** What follows a sequence number and is read already; a consumer that stands further back reads for itself. */
  read(shardId: string, after: string | undefined): Promise<readonly StreamRecord[]>;
  /** Reads at once; returns true if there was anything new. */
  refresh(): Promise<boolean>;
  /** Waits until there is more than in this version, or as long as a write past the proxy may go unnoticed. */
  next(version: number): Promise<void>;
  stop(): void;
}

export interface StreamFeedSettings {
  readonly reader: StreamReader;
  /** For the consumers that stand further back. */
  readonly lateReader: StreamReader;
  readonly shards: () => Promise<readonly string[]>;
  /** Where the foremost consumer of a shard stands. */
  readonly startOf: (shardId: string) => string | undefined;
  /** Up to where every consumer has handled a shard; records before that are dropped. */
  readonly handledOf: (shardId: string) => string | undefined;
  /** The writes that are counted before their answers leave, so that no read misses one. */
  readonly writeCount: WriteCount;
  /** How long a write that is not counted, such as one past the proxy, may go unnoticed. */
  readonly unnoticedMilliseconds: number;
  /** The shortest time from one read to the next. */
  readonly betweenMilliseconds: number;
}

/** Twice what one read returns at most. */
const keptMax = 2000;

/** Consecutive records of one shard. */
interface Kept {
  /** The sequence number before the first one; undefined at the beginning of the stream. */
  start: string | undefined;
  records: readonly StreamRecord[];
}

export const createStreamFeed = (settings: StreamFeedSettings): StreamFeed => {
  const { reader, lateReader, shards, startOf, handledOf, writeCount } = settings;
  const { unnoticedMilliseconds, betweenMilliseconds } = settings;
  const exclusive = createExclusive();
  const keptOf = new Map<string, Kept>();
  let version = 0;
  /** The writes before the last read that found nothing. After one that found something, there may be more. */
  let seen: number | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let waiting: Promise<void> | undefined;
  let stopped = false;

  const keptIn = (shardId: string): Kept => {
    const kept = keptOf.get(shardId) ?? { start: startOf(shardId), records: [] };
    keptOf.set(shardId, kept);
    return kept;
  };

  const refreshShard = async (shardId: string): Promise<boolean> => {
    const kept = keptIn(shardId);
    const page = await reader.read(shardId, kept.records.at(-1)?.dynamodb.SequenceNumber ?? kept.start);
    const all = [...kept.records, ...page];
    const handled = handledOf(shardId);
    const dropped = Math.max(handled === undefined ? 0 : firstAfter(all, handled), all.length - keptMax);
    kept.start = all[dropped - 1]?.dynamodb.SequenceNumber ?? kept.start;
    kept.records = all.slice(Math.max(0, dropped));
    if (page.length > 0) version += 1;
    return page.length > 0;
  };

  const refresh = () =>
    exclusive(async () => {
      const writes = writesOf(writeCount);
      let any = false;
      for (const shardId of await shards()) any = (await refreshShard(shardId)) || any;
      seen = any ? undefined : writes;
      readAt = performance.now();
      return any;
    });

  const untilMore = async (): Promise<void> => {
    const until = performance.now() + unnoticedMilliseconds;
    while (!stopped) {
      if (seen !== undefined) await untilWritten(writeCount, seen, until - performance.now());
      await pause(Math.max(0, readAt + betweenMilliseconds - performance.now()));
      if (stopped || (await refresh()) || performance.now() >= until) return;
    }
  };

  return {
    version: () => version,
    read: async (shardId, after) => {
      const { start, records } = keptIn(shardId);
      if (after === start) return records;
      if (after === undefined || isBefore(after, start)) return lateReader.read(shardId, after);
      return records.slice(firstAfter(records, after));
    },
    refresh,
    next: async (known) => {
      if (known !== version || stopped) return;
      waiting ??= untilMore().finally(() => {
        waiting = undefined;
      });
      await waiting;
    },
    stop: () => {
      stopped = true;
      wakeWaiting(writeCount);
    },
  };
};

const isBefore = (sequence: string, other: string | undefined): boolean =>
  other !== undefined && BigInt(sequence) < BigInt(other);

/** The index of the first record after a sequence number. */
const firstAfter = (records: readonly StreamRecord[], sequence: string): number => {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const at = records[middle]?.dynamodb.SequenceNumber ?? sequence;
    if (isBefore(sequence, at)) high = middle;
    else low = middle + 1;
  }
  return low;
};

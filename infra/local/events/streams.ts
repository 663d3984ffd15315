import { setTimeout as pause } from 'node:timers/promises';
import type { AwsJson } from '../engine/aws-json.ts';
import type { StreamUpkeep } from '../engine/stream-upkeep.ts';
import { createExclusive } from '../exclusive.ts';
import type { WriteCount } from '../rights/write-count.ts';
import type { StreamPlan } from '../template/plan.ts';
import { createStreamFeed, type StreamFeed } from './stream-feed.ts';
import { createStreamMapping, type StreamMapping, type StreamMappingSettings } from './stream-mapping.ts';
import { createStreamReader } from './stream-reader.ts';

/** All consumers of the table's stream. */
export interface Streams {
  /**
   * Handles all available records; returns true if there were any. A batch that waits for its next attempt is skipped.
   */
  drain(): Promise<boolean>;
  stop(): Promise<void>;
}

export interface StreamsSettings extends Omit<StreamMappingSettings, 'feed'> {
  readonly call: AwsJson;
  readonly upkeep: StreamUpkeep;
  readonly tableName: string;
  readonly writeCount: WriteCount;
  /** Whether the stream shows a write as soon as it is answered, as the embedded engine's does. */
  readonly isImmediate: boolean;
  /** Called when reading fails, for example while the engine is briefly unavailable. */
  readonly onError: (error: unknown) => void;
}

/** As often as AWS reads a shard for its consumers, so that what is written meanwhile comes in one batch. */
const betweenMilliseconds = 250;

/** How long a write past the proxy of the functions may go unnoticed. */
const unnoticedMilliseconds = 2000;

/** The pause after an error. */
const errorPauseMilliseconds = 2000;

/** How often handled records are deleted while there are always more. */
const trimMilliseconds = 1000;

/** How long the list of shards is cached. Shards change on a large table; the embedded engine has one. */
const shardsCachedMilliseconds = 60_000;

/** Reads the stream and hands it to its consumers until stopped. */
export const startStreams = (plans: readonly StreamPlan[], settings: StreamsSettings): Streams => {
  const { call, streamArn, upkeep, tableName, writeCount, isImmediate, onError, clock } = settings;
  const reader = createStreamReader(call, streamArn);
  const shards = cachedShards(() => reader.shards());
  const feed: StreamFeed = createStreamFeed({
    reader,
    lateReader: createStreamReader(call, streamArn),
    shards,
    startOf: (shardId) => positionsIn(shardId).reduce(later, undefined),
    handledOf: (shardId) => handledIn(shardId),
    writeCount,
    unnoticedMilliseconds: isImmediate ? unnoticedMilliseconds : betweenMilliseconds,
    betweenMilliseconds,
  });
  // Each consumer goes on from where it stands: one that waits or is slow holds up no other.
  const consumers = plans.map((plan) => ({
    mapping: createStreamMapping(plan, { ...settings, feed }),
    exclusive: createExclusive(),
  }));
  const positionsIn = (shardId: string) => consumers.map(({ mapping }) => mapping.position(shardId));
  /** The position of the hindmost; undefined before each has handled something. */
  const handledIn = (shardId: string): string | undefined => {
    const positions = positionsIn(shardId).filter((position) => position !== undefined);
    return positions.length < consumers.length ? undefined : positions.reduce(earlier);
  };
  let stopped = plans.length === 0;
  let trimmedAt = performance.now();

  const drainShard = async (mapping: StreamMapping, shardId: string): Promise<boolean> => {
    let any = false;
    while (!stopped && (await mapping.advance(shardId)) === 'advanced') any = true;
    return any;
  };

  /** Handles what is read and not yet handled. */
  const drainConsumer = ({ mapping, exclusive }: (typeof consumers)[number]): Promise<boolean> =>
    exclusive(async () => {
      let any = false;
      for (const shardId of await shards()) any = (await drainShard(mapping, shardId)) || any;
      return any;
    });

  const trim = async (): Promise<void> => {
    trimmedAt = performance.now();
    for (const shardId of await shards()) {
      const handled = handledIn(shardId);
      if (handled !== undefined) upkeep.trim(tableName, handled);
    }
  };

  const drain = async (): Promise<boolean> => {
    let any = false;
    for (let isNew = true; isNew && !stopped; ) {
      isNew = await feed.refresh();
      const drained = await Promise.allSettled(consumers.map(drainConsumer));
      for (const one of drained) if (one.status === 'rejected') throw one.reason;
      any = drained.some((one) => one.status === 'fulfilled' && one.value) || any;
    }
    if (any) await trim();
    return any;
  };

  const consume = async (consumer: (typeof consumers)[number]): Promise<void> => {
    while (!stopped) {
      try {
        const version = feed.version();
        await drainConsumer(consumer);
        if (performance.now() - trimmedAt >= trimMilliseconds) await trim();
        await untilOne(feed.next(version), await untilRetry(consumer.mapping));
      } catch (error) {
        if (stopped) return;
        onError(error);
        await pause(errorPauseMilliseconds, undefined, { ref: false });
      }
    }
  };

  /** Real milliseconds until a batch that failed is due again. */
  const untilRetry = async (mapping: StreamMapping): Promise<number | undefined> => {
    const due = (await shards()).map(mapping.retryAt).filter((retryAt) => retryAt > clock.now());
    return due.length === 0 ? undefined : clock.realMillisecondsUntil(Math.min(...due));
  };

  const consuming = consumers.map(consume);

  return {
    drain: async () => !stopped && (await drain()),
    stop: async () => {
      stopped = true;
      feed.stop();
      await Promise.all(consuming);
      // Waits for a concurrent drain.
      await Promise.all(consumers.map(({ exclusive }) => exclusive(async () => undefined)));
    },
  };
};

/** Waits for a promise, or for some time if that is shorter. */
const untilOne = async (promise: Promise<void>, milliseconds: number | undefined): Promise<void> => {
  if (milliseconds === undefined) return promise;
  const timer = new AbortController();
  const { signal } = timer;
  const elapsed = pause(Math.ceil(milliseconds), undefined, { ref: false, signal }).catch(() => undefined);
  await Promise.race([promise, elapsed]).finally(() => timer.abort());
};

const later = (one: string | undefined, other: string | undefined): string | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return BigInt(one) > BigInt(other) ? one : other;
};

const earlier = (one: string, other: string): string => (BigInt(one) < BigInt(other) ? one : other);

const cachedShards = (load: () => Promise<readonly string[]>): (() => Promise<readonly string[]>) => {
  let cached: { shards: readonly string[]; until: number } | undefined;
  return async () => {
    if (cached === undefined || performance.now() > cached.until) {
      cached = { shards: await load(), until: performance.now() + shardsCachedMilliseconds };
    }
    return cached.shards;
  };
};

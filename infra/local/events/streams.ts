import { setTimeout as pause } from 'node:timers/promises';
import type { AwsJson } from '../engine/aws-json.ts';
import type { StreamUpkeep } from '../engine/stream-upkeep.ts';
import { createExclusive } from '../exclusive.ts';
import type { StreamPlan } from '../template/plan.ts';
import { createStreamMapping, type StreamMapping, type StreamMappingSettings } from './stream-mapping.ts';
import { createStreamReader } from './stream-reader.ts';

/** All consumers of the table's stream. */
export interface Streams {
  /**
   * Handles all available records; returns true if there were any. A batch that waits for its next attempt is skipped.
   */
  drain(): Promise<boolean>;
  /** Signals that the table may have been written. */
  wake(): void;
  stop(): Promise<void>;
}

export interface StreamsSettings extends Omit<StreamMappingSettings, 'reader'> {
  readonly call: AwsJson;
  readonly upkeep: StreamUpkeep;
  readonly tableName: string;
  /** Called when reading fails, for example while the engine is briefly unavailable. */
  readonly onError: (error: unknown) => void;
}

/** Functions' writes wake the poller; this interval finds all other writes. */
const idleMilliseconds = 200;

/** The pause after an error. */
const errorPauseMilliseconds = 2000;

/** How long the list of shards is cached. Shards change on a large table; the embedded engine has one. */
const shardsCachedMilliseconds = 60_000;

/** Polls the stream until stopped. */
export const startStreams = (plans: readonly StreamPlan[], settings: StreamsSettings): Streams => {
  const { call, streamArn, upkeep, tableName, onError } = settings;
  const reader = createStreamReader(call, streamArn);
  const mappings = plans.map((plan) => createStreamMapping(plan, { ...settings, reader }));
  const exclusive = createExclusive();
  const shards = cachedShards(() => reader.shards());
  let stopped = mappings.length === 0;
  let wakeUp = Promise.withResolvers<void>();

  const drainShard = async (mapping: StreamMapping, shardId: string): Promise<boolean> => {
    let any = false;
    while (!stopped && (await mapping.advance(shardId)) === 'advanced') any = true;
    return any;
  };

  const trim = (shardId: string): void => {
    const positions = mappings.map((mapping) => mapping.position(shardId));
    if (positions.some((position) => position === undefined)) return;
    upkeep.trim(tableName, String(Math.min(...positions.map(Number))));
  };

  const drain = () =>
    exclusive(async () => {
      let any = false;
      for (const shardId of await shards()) {
        for (const mapping of mappings) any = (await drainShard(mapping, shardId)) || any;
        if (any) trim(shardId);
      }
      return any;
    });

  const poll = async (): Promise<void> => {
    while (!stopped) {
      try {
        await drain();
        await Promise.race([wakeUp.promise, pause(idleMilliseconds, undefined, { ref: false })]);
      } catch (error) {
        if (stopped) return;
        onError(error);
        await pause(errorPauseMilliseconds, undefined, { ref: false });
      }
      wakeUp = Promise.withResolvers();
    }
  };
  const polling = poll();

  return {
    drain: async () => !stopped && (await drain()),
    wake: () => wakeUp.resolve(),
    stop: async () => {
      stopped = true;
      wakeUp.resolve();
      await polling;
      // Waits for a concurrent drain.
      await exclusive(async () => undefined);
    },
  };
};

const cachedShards = (load: () => Promise<readonly string[]>): (() => Promise<readonly string[]>) => {
  let cached: { shards: readonly string[]; until: number } | undefined;
  return async () => {
    if (cached === undefined || performance.now() > cached.until) {
      cached = { shards: await load(), until: performance.now() + shardsCachedMilliseconds };
    }
    return cached.shards;
  };
};

import { setTimeout as pause } from 'node:timers/promises';
import type { AwsJson } from '../engine/aws-json.ts';
import type { StreamUpkeep } from '../engine/stream-upkeep.ts';
import { createExclusive } from '../exclusive.ts';
import type { StreamPlan } from '../template/plan.ts';
import { createStreamMapping, type StreamMapping, type StreamMappingSettings } from './stream-mapping.ts';
import { createStreamReader } from './stream-reader.ts';

/** Everything that follows the table's changes. */
export interface Streams {
  /** Handles all there is; true when there was anything. A batch that waits for its next attempt is left alone. */
  drain(): Promise<boolean>;
  /** Says that something may have been written. */
  wake(): void;
  stop(): Promise<void>;
}

export interface StreamsSettings extends Omit<StreamMappingSettings, 'reader'> {
  readonly call: AwsJson;
  readonly upkeep: StreamUpkeep;
  readonly tableName: string;
  /** Told whenever reading fails, e.g. because the engine is gone for a moment. */
  readonly onTrouble: (error: unknown) => void;
}

/** Writes of functions wake the poller; this is for everybody else's. */
const idleMilliseconds = 200;

/** After trouble; whoever is in it is not helped by being asked at once again. */
const troubledMilliseconds = 2000;

/** Shards come and go on a big table; the embedded engine has one for ever. */
const shardsKnownMilliseconds = 60_000;

/** Follows the stream until stopped. */
export const startStreams = (plans: readonly StreamPlan[], settings: StreamsSettings): Streams => {
  const { call, streamArn, upkeep, tableName, onTrouble } = settings;
  const reader = createStreamReader(call, streamArn);
  const mappings = plans.map((plan) => createStreamMapping(plan, { ...settings, reader }));
  const exclusive = createExclusive();
  const shards = remembered(() => reader.shards());
  let stopped = mappings.length === 0;
  let woken = Promise.withResolvers<void>();

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

  const follow = async (): Promise<void> => {
    while (!stopped) {
      try {
        await drain();
        await Promise.race([woken.promise, pause(idleMilliseconds, undefined, { ref: false })]);
      } catch (error) {
        if (stopped) return;
        onTrouble(error);
        await pause(troubledMilliseconds, undefined, { ref: false });
      }
      woken = Promise.withResolvers();
    }
  };
  const following = follow();

  return {
    drain: async () => !stopped && (await drain()),
    wake: () => woken.resolve(),
    stop: async () => {
      stopped = true;
      woken.resolve();
      await following;
      // Somebody else may be draining too.
      await exclusive(async () => undefined);
    },
  };
};

const remembered = (ask: () => Promise<readonly string[]>): (() => Promise<readonly string[]>) => {
  let known: { shards: readonly string[]; until: number } | undefined;
  return async () => {
    if (known === undefined || performance.now() > known.until) {
      known = { shards: await ask(), until: performance.now() + shardsKnownMilliseconds };
    }
    return known.shards;
  };
};

import * as z from 'zod/mini';
import type { EventLog } from '../event-log.ts';
import type { StreamPlan } from '../template/plan.ts';
import { newProgress, type Progress } from './stream-progress.ts';

/** The part of the event log that stores how far each shard is handled. */
export interface StreamPositions {
  read(shardId: string): Progress;
  write(shardId: string, progress: Progress): void;
}

const progressShape = z.object({
  sequence: z.optional(z.string()),
  size: z.number(),
  attempts: z.number(),
  failingSince: z.optional(z.number()),
  retryAt: z.number(),
});

/** Positions belong to one stream: the stream of a recreated table is read from its beginning. */
export const openStreamPositions = (
  { database }: EventLog,
  plan: StreamPlan,
  streamArn: string,
): StreamPositions => {
  database.exec(
    'CREATE TABLE IF NOT EXISTS positions (shard TEXT PRIMARY KEY, progress TEXT NOT NULL) STRICT',
  );
  const select = database.prepare('SELECT progress FROM positions WHERE shard = ?');
  const upsert = database.prepare('INSERT OR REPLACE INTO positions VALUES (?, ?)');
  const keyOf = (shardId: string) => `${plan.id} ${streamArn} ${shardId}`;
  const cached = new Map<string, Progress>();

  const load = (shardId: string): Progress => {
    const stored = select.get(keyOf(shardId))?.progress;
    if (typeof stored !== 'string') return newProgress(undefined, plan);
    const { sequence, failingSince, ...rest } = progressShape.parse(JSON.parse(stored));
    return { sequence, failingSince, ...rest };
  };
  return {
    read: (shardId) => {
      const progress = cached.get(shardId) ?? load(shardId);
      cached.set(shardId, progress);
      return progress;
    },
    write: (shardId, progress) => {
      upsert.run(keyOf(shardId), JSON.stringify(progress));
      cached.set(shardId, progress);
    },
  };
};

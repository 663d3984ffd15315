import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { type Instant, toIso } from '../../../shared/engine/calendar/instant.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { EventLog } from '../event-log.ts';
import type { Functions } from '../functions/functions.ts';
import { FunctionFailed } from '../functions/instance.ts';
import type { StreamPlan } from '../template/plan.ts';
import { matches } from './pattern.ts';
import type { Queues } from './queues.ts';
import type { StreamFeed } from './stream-feed.ts';
import { openStreamPositions } from './stream-positions.ts';
import { afterFailure, type GivenUp, newProgress } from './stream-progress.ts';
import type { StreamRecord } from './stream-reader.ts';

/** One event source mapping: a consumer of the table's stream. */
export interface StreamMapping {
  /** Handles the next batch of a shard; returns `waiting` when there is none, or its next attempt is not due. */
  advance(shardId: string): Promise<'advanced' | 'waiting'>;
  /** The sequence number up to which all records are handled. */
  position(shardId: string): string | undefined;
  /** When the next batch may be sent; an instant in the past unless it failed. */
  retryAt(shardId: string): Instant;
}

export interface StreamMappingSettings {
  readonly feed: Pick<StreamFeed, 'read'>;
  readonly streamArn: string;
  readonly eventLog: EventLog;
  readonly clock: VirtualClock;
  readonly functions: Functions;
  readonly queues: Queues;
}

export const createStreamMapping = (
  plan: StreamPlan,
  { feed, streamArn, eventLog, clock, functions, queues }: StreamMappingSettings,
): StreamMapping => {
  const positions = openStreamPositions(eventLog, plan, streamArn);
  const lambda = functions.byArn(plan.functionArn);
  const isWanted = (record: StreamRecord): boolean =>
    plan.filters.length === 0 || plan.filters.some((filter) => matches(filter, record));

  const failedFrom = async (batch: readonly StreamRecord[]): Promise<number> => {
    try {
      const Records = batch.map((record) => ({ ...record, eventSourceARN: streamArn }));
      const answer = await lambda.invoke({ Records });
      return plan.reportsItemFailures ? firstFailure(answer, batch) : -1;
    } catch (error) {
      if (error instanceof FunctionFailed) return 0;
      throw error;
    }
  };

  const sendToDeadLetters = (shardId: string, batch: readonly StreamRecord[], givenUp: GivenUp): void => {
    if (plan.onFailureArn === undefined) return;
    queues.send(
      plan.onFailureArn,
      JSON.stringify({
        version: '1.0',
        timestamp: toIso(clock.now()),
        requestContext: {
          requestId: randomUUID(),
          functionArn: plan.functionArn,
          condition: givenUp.condition,
          approximateInvokeCount: givenUp.attempts,
        },
        // Positions of the records without their content, as on AWS, so that no personal data gets into a queue.
        DDBStreamBatchInfo: {
          shardId,
          streamArn,
          batchSize: batch.length,
          startSequenceNumber: batch[0]?.dynamodb.SequenceNumber,
          endSequenceNumber: batch.at(-1)?.dynamodb.SequenceNumber,
        },
      }),
    );
  };

  return {
    position: (shardId) => positions.read(shardId).sequence,
    retryAt: (shardId) => positions.read(shardId).retryAt,
    advance: async (shardId) => {
      const before = positions.read(shardId);
      if (before.retryAt > clock.now()) return 'waiting';
      const records = await feed.read(shardId, before.sequence);
      const batch = firstOf(records, isWanted, before.size);
      if (batch.length === 0) {
        const last = records.at(-1)?.dynamodb.SequenceNumber;
        if (last === undefined) return 'waiting';
        positions.write(shardId, newProgress(last, plan));
        return 'advanced';
      }
      const sequences = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
      const failed = await failedFrom(batch);
      if (failed < 0) {
        positions.write(shardId, newProgress(sequences.at(-1), plan));
        return 'advanced';
      }
      const { next, givenUp } = afterFailure(before, { sequences, failedFrom: failed }, plan, clock.now());
      if (givenUp !== undefined) sendToDeadLetters(shardId, batch, givenUp);
      positions.write(shardId, next);
      return 'advanced';
    },
  };
};

/** Looks at no more records than it needs, since a page is handled in many batches. */
const firstOf = (
  records: readonly StreamRecord[],
  isWanted: (record: StreamRecord) => boolean,
  count: number,
): readonly StreamRecord[] => {
  const found: StreamRecord[] = [];
  for (const record of records) {
    if (found.length === count) break;
    if (isWanted(record)) found.push(record);
  }
  return found;
};

const responseShape = z.object({
  batchItemFailures: z._default(z.nullable(z.array(z.object({ itemIdentifier: z.string() }))), null),
});

/** Index of the first failed record; 0 (the whole batch) when the report is invalid; -1 when none failed. */
const firstFailure = (answer: unknown, batch: readonly StreamRecord[]): number => {
  const parsed = responseShape.safeParse(answer ?? {});
  if (!parsed.success) return 0;
  const failures = parsed.data.batchItemFailures ?? [];
  if (failures.length === 0) return -1;
  const indexes = failures.map(({ itemIdentifier }) =>
    batch.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  return Math.max(0, Math.min(...indexes));
};

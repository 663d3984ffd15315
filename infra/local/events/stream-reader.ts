import * as z from 'zod/mini';
import { type AwsJson, AwsRefusal } from '../engine/aws-json.ts';

const recordShape = z.looseObject({
  eventID: z.string(),
  eventName: z.string(),
  dynamodb: z.looseObject({
    SequenceNumber: z.string(),
    ApproximateCreationDateTime: z.optional(z.number()),
  }),
});

/** A record of DynamoDB Streams. */
export type StreamRecord = z.infer<typeof recordShape>;

const streamShape = z.object({
  StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }),
});

const pageShape = z.object({
  Records: z.array(recordShape),
  NextShardIterator: z.nullish(z.string()),
});

const iteratorShape = z.object({ ShardIterator: z.string() });

/** Reads the table's stream. */
export interface StreamReader {
  /** The shards, parents before children. */
  shards(): Promise<readonly string[]>;
  /** Reads records after a sequence number, oldest first; from the oldest available when none is given. */
  read(shardId: string, after: string | undefined): Promise<readonly StreamRecord[]>;
}

const target = (operation: string) => `DynamoDBStreams_20120810.${operation}`;

/** DynamoDB's limit per request. */
const recordsMax = 1000;

export const createStreamReader = (call: AwsJson, streamArn: string): StreamReader => {
  // The iterator after the last read of each shard, so that an idle shard costs one request instead of two.
  const iterators = new Map<string, { after: string | undefined; iterator: string }>();

  const getIterator = async (from: Readonly<Record<string, string>>): Promise<string> =>
    iteratorShape.parse(await call(target('GetShardIterator'), { StreamArn: streamArn, ...from }))
      .ShardIterator;

  const iteratorAt = async (shardId: string, after: string | undefined): Promise<string> => {
    const cached = iterators.get(shardId);
    if (cached !== undefined && cached.after === after) return cached.iterator;
    if (after === undefined) return getIterator({ ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' });
    try {
      return await getIterator({
        ShardId: shardId,
        ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
        SequenceNumber: after,
      });
    } catch (error) {
      // The run was stopped for longer than the stream keeps records; continue with the oldest available.
      const isTrimmed = error instanceof AwsRefusal && error.code === 'TrimmedDataAccessException';
      if (isTrimmed) return getIterator({ ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' });
      throw error;
    }
  };

  return {
    shards: async () => {
      const { StreamDescription } = streamShape.parse(
        await call(target('DescribeStream'), { StreamArn: streamArn }),
      );
      return StreamDescription.Shards.map(({ ShardId }) => ShardId);
    },
    read: async (shardId, after) => {
      const ShardIterator = await iteratorAt(shardId, after);
      iterators.delete(shardId);
      const page = pageShape.parse(await call(target('GetRecords'), { ShardIterator, Limit: recordsMax }));
      const last = page.Records.at(-1)?.dynamodb.SequenceNumber ?? after;
      if (page.NextShardIterator) iterators.set(shardId, { after: last, iterator: page.NextShardIterator });
      return page.Records;
    },
  };
};

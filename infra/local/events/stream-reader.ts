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

/** A change of the table, as DynamoDB Streams has it. */
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
  /** Shards, parents before their children. */
  shards(): Promise<readonly string[]>;
  /** Records after a sequence number, oldest first; from the oldest there is when none is given. */
  read(shardId: string, after: string | undefined): Promise<readonly StreamRecord[]>;
}

const target = (operation: string) => `DynamoDBStreams_20120810.${operation}`;

/** As many records as DynamoDB gives at a time. */
const recordsMax = 1000;

export const createStreamReader = (call: AwsJson, streamArn: string): StreamReader => {
  // Where the last reading ended, so that an idle shard costs one request and not two.
  const places = new Map<string, { after: string | undefined; iterator: string }>();

  const ask = async (from: Readonly<Record<string, string>>): Promise<string> =>
    iteratorShape.parse(await call(target('GetShardIterator'), { StreamArn: streamArn, ...from }))
      .ShardIterator;

  const iteratorAt = async (shardId: string, after: string | undefined): Promise<string> => {
    const known = places.get(shardId);
    if (known !== undefined && known.after === after) return known.iterator;
    if (after === undefined) return ask({ ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' });
    try {
      return await ask({
        ShardId: shardId,
        ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
        SequenceNumber: after,
      });
    } catch (error) {
      // We were away for longer than the stream remembers; what it still has is the next there is.
      const isForgotten = error instanceof AwsRefusal && error.code === 'TrimmedDataAccessException';
      if (isForgotten) return ask({ ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' });
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
      places.delete(shardId);
      const page = pageShape.parse(await call(target('GetRecords'), { ShardIterator, Limit: recordsMax }));
      const last = page.Records.at(-1)?.dynamodb.SequenceNumber ?? after;
      if (page.NextShardIterator) places.set(shardId, { after: last, iterator: page.NextShardIterator });
      return page.Records;
    },
  };
};

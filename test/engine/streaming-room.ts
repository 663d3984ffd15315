import { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { createAwsJson } from '../../infra/local/engine/aws-json.ts';
import { createStreamReader } from '../../infra/local/events/stream-reader.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { tableShape } from '../../shared/adapters/dynamo/table.ts';
import { changesIn } from '../../shared/adapters/events/stream-record.ts';
import { memoryBus } from '../../shared/adapters/memory/bus.ts';
import { memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { Instant } from '../../shared/engine/calendar/instant.ts';
import { notify } from '../../shared/engine/outbox/notify.ts';
import type { NotifyWorld } from '../../shared/engine/outbox/notify-world.ts';
import { relay } from '../../shared/engine/outbox/relay.ts';
import { member, sending } from '../cases/duty-room.ts';
import { room } from '../cases/room.ts';
import type { TestEngine } from '../dynamo-engine.ts';
import { enteredPeople } from '../enter.ts';

/** A world on a table of its own, in which a message can reach people only through stream, relay, bus and channel. */
export async function streamingRoom(
  { documents, endpoint }: Pick<TestEngine, 'documents' | 'endpoint'>,
  name: string,
) {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;
  const create = { TableName: name, BillingMode: 'PAY_PER_REQUEST', StreamSpecification } as const;
  await documents.send(new CreateTableCommand({ ...create, ...tableShape }));
  const { Table } = await documents.send(new DescribeTableCommand({ TableName: name }));
  const stream = createStreamReader(createAwsJson(endpoint), Table?.LatestStreamArn ?? '');
  const store = dynamoStore({ documents, name, aggregates, shardsPerLane: 4 });
  await enteredPeople(
    store,
    (['guard', 'officer', 'chief', 'district'] as const).map((role) => member(role)),
  );
  const [bus, sink] = [memoryBus(), memoryChannel('sink')];
  const bare = await room(1, store);
  const world = { ...bare, ...sending(bare, memoryChannels(sink)), bus, sink, name };

  let after: string | undefined;
  return {
    ...world,
    /** Passes all new stream records to the relay, and all offers on the bus to `notify` with what it has. */
    async flow(sender: NotifyWorld, now: Instant): Promise<void> {
      const [shard = ''] = await stream.shards();
      const Records = await stream.read(shard, after);
      after = Records.at(-1)?.dynamodb.SequenceNumber ?? after;
      const { unreadable } = await relay(world, changesIn({ Records }), now);
      if (unreadable > 0) throw new Error(`${unreadable} records could not be read`);
      for (const offer of bus.drain()) await notify(sender, offer, now);
    },
  };
}

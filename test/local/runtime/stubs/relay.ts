import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

interface StreamRecord {
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly Keys: { readonly sk: { readonly S: string } };
    readonly NewImage: { readonly note: { readonly S: string } };
  };
}

const bus = new EventBridgeClient({});

// Publishes each fact; fails for facts with `poison` and hangs for facts with `hangAtRelay`.
export const handler = async ({ Records }: { Records: StreamRecord[] }): Promise<unknown> => {
  for (const { dynamodb } of Records) {
    const note = JSON.parse(dynamodb.NewImage.note.S);
    if (note.poison) return { batchItemFailures: [{ itemIdentifier: dynamodb.SequenceNumber }] };
    if (note.hangAtRelay && process.env.PATIENCE !== 'none') await new Promise(() => undefined);
    const Detail = JSON.stringify({ id: dynamodb.Keys.sk.S, ...note });
    const entry = { Source: 'stub', DetailType: 'FactCommitted', Detail, EventBusName: process.env.BUS_NAME };
    const { FailedEntryCount } = await bus.send(new PutEventsCommand({ Entries: [entry] }));
    if (FailedEntryCount !== 0) throw new Error('The bus did not take it.');
  }
  return { batchItemFailures: [] };
};

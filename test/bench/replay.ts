import * as dynamo from '@aws-sdk/client-dynamodb';
import { type AwsJson, createAwsJson, credentials } from '../../infra/local/engine/aws-json.ts';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { dependencies, isWrite } from './dependencies.ts';
import { ownEngine } from './own-engine.ts';
import { processTree } from './process-tree.ts';
import { isOfStream, operationOf, type RecordedCall } from './recorded-call.ts';

export interface Replayed {
  readonly seconds: number;
  /** Of the engine and of its client, which is this process. */
  readonly processorSeconds: number;
  /** Calls whose status was another one than when they were recorded. More than a few make the replay worthless. */
  readonly answeredOtherwise: number;
}

/**
 * Makes recorded calls again on an empty engine, with the client that the functions use. First, untimed, everything
 * that was written before them; then the calls, `callers` at a time. A call waits for those writes of its partition
 * that it found, and for nothing else, so this is what the engine alone allows.
 */
export async function replay(
  before: readonly RecordedCall[],
  calls: readonly RecordedCall[],
  callers: number,
): Promise<Replayed> {
  const engine = await ownEngine();
  const { send, destroy } = functionsClient(engine.endpoint);
  try {
    const call = createAwsJson(engine.endpoint, TIMEOUT_FACTOR);
    for (const one of before.filter(isWrite)) {
      // What was refused then is refused now.
      await call(one.target, JSON.parse(one.body)).catch(() => undefined);
    }
    const stream = await streamClient(call, before);
    const ordered = calls.toSorted((one, other) => one.startedAt - other.startedAt);
    const waitsFor = dependencies(ordered);
    const slot = slots(callers);
    const done: Promise<boolean>[] = [];
    const processor = processorSeconds(engine.pid);
    const used = processor();
    const startedAt = performance.now();
    for (const [index, one] of ordered.entries()) {
      const ready = Promise.all((waitsFor[index] ?? []).map((earlier) => done[earlier]));
      done.push(
        ready
          .then(() => (isOfStream(one) ? stream(one) : slot(() => send(one))))
          .then((status) => status === one.status),
      );
    }
    const alike = await Promise.all(done);
    return {
      seconds: (performance.now() - startedAt) / 1000,
      processorSeconds: processor() - used,
      answeredOtherwise: alike.filter((isAlike) => !isAlike).length,
    };
  } finally {
    destroy();
    await engine.close();
  }
}

const processorSeconds = (enginePid: number) => {
  const engine = processTree(enginePid);
  return (): number => {
    const { user, system } = process.cpuUsage();
    return engine.processorSeconds() + (user + system) / 1e6;
  };
};

type Send = (call: RecordedCall) => Promise<number>;

interface Answer {
  readonly $metadata: { readonly httpStatusCode?: number };
}

/** The SDK's client with the settings of the functions' own, given what went over the wire. */
function functionsClient(endpoint: string): { readonly send: Send; destroy(): void } {
  const documents = documentClient({ endpoint, region: 'local', credentials }, TIMEOUT_FACTOR);
  const commands = dynamo as unknown as Readonly<
    Record<string, new (input: unknown) => dynamo.ListTablesCommand>
  >;
  const send: Send = async (call) => {
    const Command = commands[`${operationOf(call)}Command`];
    if (Command === undefined) throw new Error(`the client knows no ${call.target}`);
    const answer = await documents
      .send(new Command(JSON.parse(call.body, unpacked)))
      .catch((error: Partial<Answer>): Partial<Answer> => error);
    return answer.$metadata?.httpStatusCode ?? 0;
  };
  return { send, destroy: () => documents.destroy() };
}

/** Bytes go over the wire as text and are given to the client as bytes. */
const unpacked = (name: string, value: unknown): unknown =>
  name === 'B' && typeof value === 'string' ? Buffer.from(value, 'base64') : value;

/** At most so many at a time, in the order in which they asked. */
function slots(count: number) {
  const waiting: (() => void)[] = [];
  let free = count;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

/**
 * Reads the stream as often as it was read. Iterators are the engine's own, so each recorded one stands for the one that
 * the same call gets now; one from before the recording stands for the end of the stream.
 */
async function streamClient(call: AwsJson, before: readonly RecordedCall[]): Promise<Send> {
  const target = (operation: string) => `DynamoDBStreams_20120810.${operation}`;
  const created = before.find((one) => operationOf(one) === 'CreateTable');
  const { TableName } = JSON.parse(created?.body ?? '{}') as { readonly TableName?: string };
  const { Table } = (await call('DynamoDB_20120810.DescribeTable', { TableName })) as {
    readonly Table: { readonly LatestStreamArn: string };
  };
  const StreamArn = Table.LatestStreamArn;
  const { StreamDescription } = (await call(target('DescribeStream'), { StreamArn })) as {
    readonly StreamDescription: { readonly Shards: readonly { readonly ShardId: string }[] };
  };
  const ShardId = StreamDescription.Shards[0]?.ShardId;
  const iteratorAt = async (position: object): Promise<string> => {
    const asked = { StreamArn, ShardId, ...position };
    const { ShardIterator } = (await call(target('GetShardIterator'), asked)) as {
      readonly ShardIterator: string;
    };
    return ShardIterator;
  };
  const latest = { ShardIteratorType: 'LATEST' };
  const end = await iteratorAt(latest);
  const standsFor = new Map<string, string>();

  return async (one) => {
    const asked = JSON.parse(one.body) as Readonly<Record<string, string>>;
    const answered = JSON.parse(one.answer) as Readonly<Record<string, string>>;
    try {
      if (operationOf(one) === 'GetShardIterator') {
        const { ShardIteratorType, SequenceNumber } = asked;
        const iterator = await iteratorAt({ ShardIteratorType, SequenceNumber }).catch(() =>
          iteratorAt(latest),
        );
        standsFor.set(answered.ShardIterator ?? '', iterator);
      } else if (operationOf(one) === 'GetRecords') {
        const ShardIterator = standsFor.get(asked.ShardIterator ?? '') ?? end;
        const read = (await call(one.target, { ...asked, ShardIterator })) as {
          readonly NextShardIterator?: string;
        };
        standsFor.set(answered.NextShardIterator ?? '', read.NextShardIterator ?? end);
      } else {
        await call(one.target, { ...asked, StreamArn });
      }
      return one.status;
    } catch {
      return 0;
    }
  };
}

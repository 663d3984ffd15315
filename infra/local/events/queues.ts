import { join } from 'node:path';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { awsEnvironment } from '../template/names.ts';
import type { Plan } from '../template/plan.ts';

/** A message in a dead-letter queue. */
export interface DeadLetter {
  readonly queue: string;
  readonly body: string;
}

/** The template's queues and buckets, which one emulator serves. All queues are dead-letter queues. */
export interface Queues {
  /** The emulator's endpoint for SQS and S3. */
  readonly endpoint: string;
  send(queueArn: string, body: string): void;
  /** Lists the messages of all queues and leaves them there. */
  deadLetters(): readonly DeadLetter[];
  close(): Promise<void>;
}

export const startQueues = async (
  { queues: plans, buckets }: Pick<Plan, 'queues' | 'buckets'>,
  dataDir: string,
): Promise<Queues> => {
  const server = await startFauxqs({
    port: 0,
    host: '127.0.0.1',
    logger: false,
    defaultRegion: awsEnvironment.region,
    dataDir: join(dataDir, 'queues'),
    s3StorageDir: join(dataDir, 'photos'),
  });
  for (const { name } of plans) server.createQueue(name, { region: awsEnvironment.region });
  for (const { name } of buckets) server.createBucket(name);
  const names = new Map(plans.map(({ arn, name }) => [arn, name]));

  return {
    endpoint: `http://127.0.0.1:${server.port}`,
    send: (queueArn, body) => {
      server.sendMessage(names.get(queueArn) ?? queueArn, body, { region: awsEnvironment.region });
    },
    deadLetters: () => plans.flatMap(({ name }) => deadLettersIn(server, name)),
    close: () => server.stop(),
  };
};

const deadLettersIn = (server: FauxqsServer, queue: string): readonly DeadLetter[] => {
  const { ready = [], delayed = [], inflight = [] } = server.inspectQueue(queue)?.messages ?? {};
  return [...ready, ...delayed, ...inflight.map(({ message }) => message)].map(({ body }) => ({
    queue,
    body,
  }));
};

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { BuildAppOptions } from 'fauxqs';
import type { VirtualClock } from './clock/virtual-clock.ts';
import { databaseFault } from './database-fault.ts';
import { credentials } from './engine/aws-json.ts';
import { listen } from './free-port.ts';
import { awsEnvironment } from './template/names.ts';

type App = ReturnType<typeof import('fauxqs')['buildApp']>;
type Stores = NonNullable<BuildAppOptions['stores']>;
type Message = Parameters<ReturnType<Stores['sqsStore']['createQueue']>['enqueue']>[0];
type Persistence = NonNullable<Stores['sqsStore']['persistence']>;

/** The emulator's own parts, which its package does not export. With another version than the pinned one, the start fails. */
interface Parts {
  readonly SqsStore: (new () => Stores['sqsStore']) & { createMessage(body: string): Message };
  readonly SnsStore: new () => Stores['snsStore'];
  readonly S3Store: new () => Stores['s3Store'];
  readonly PersistenceManager: new (directory: string) => Persistence;
  readonly FileS3Persistence: new (directory: string) => NonNullable<Stores['s3Store']['persistence']>;
}

const partFiles = [
  'sqs/sqsStore.js',
  'sns/snsStore.js',
  's3/s3Store.js',
  'persistence.js',
  's3/fileS3Persistence.js',
];

const loadParts = async (): Promise<Parts> => {
  const main = import.meta.resolve('fauxqs');
  const modules = await Promise.all(partFiles.map((file) => import(new URL(file, main).href)));
  return Object.assign({}, ...modules);
};

/** A queue, without the way over HTTP. */
export interface Queue {
  send(body: string): void;
  /** The bodies of all its messages, which stay there. */
  bodies(): readonly string[];
}

/** SQS and S3 on this machine. */
export interface Emulator {
  readonly endpoint: string;
  /** The queue of this name; it is created unless an earlier run did. */
  queue(name: string): Queue;
  /** Creates a bucket unless an earlier run did. */
  addBucket(name: string): void;
  close(): Promise<void>;
}

export interface EmulatorSettings {
  readonly queuesDir: string;
  readonly photosDir: string;
  readonly clock: Pick<VirtualClock, 'now'>;
}

/** Longer than the idle timeout of callers, who could not repeat every request on a connection that closes. */
const KEEP_ALIVE_MS = 72_000;

const loopback = /^127\.0\.0\.1(:\d+)?$/;

/**
 * Starts the emulator. Its own start listens on every address of the machine and takes any request, so the parts are
 * put together here: on loopback, for requests with the run's credentials, and with the date of the virtual clock,
 * because an SDK client corrects its own clock by that header and would sign with the wrong time from then on.
 */
export const startEmulator = async ({ queuesDir, photosDir, clock }: EmulatorSettings): Promise<Emulator> => {
  const { SqsStore, SnsStore, S3Store, PersistenceManager, FileS3Persistence } = await loadParts();
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const persistence = opened(() => new PersistenceManager(queuesDir), `${queuesDir}/fauxqs.db`);
  const files = new FileS3Persistence(photosDir);
  // What is loaded must not be written again: to replace the row of a queue deletes its messages.
  persistence.loadSqsAndSns(stores.sqsStore, stores.snsStore);
  files.loadS3(stores.s3Store);
  stores.sqsStore.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;
  stores.s3Store.persistence = files;

  const startApp = async (): Promise<App> => {
    const { buildApp } = await import('fauxqs');
    const app = buildApp({ logger: false, defaultRegion: awsEnvironment.region, stores });
    await app.ready();
    return app;
  };
  let app: Promise<App> | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('date', new Date(clock.now()).toUTCString());
    const { authorization, host = '' } = request.headers;
    const isOwn = authorization?.includes(`Credential=${credentials.accessKeyId}/`) ?? false;
    // A website can point its own name at this machine (DNS rebinding), but cannot make a browser send this name.
    if (!isOwn || !loopback.test(host)) return void response.writeHead(403).end();
    // Its web server is large, and most runs get no photo and no dead letter.
    app ??= startApp().catch((error: unknown) => {
      // The next request tries again.
      app = undefined;
      throw error;
    });
    (await app).routing(request, response);
  };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    answer(request, response).catch(() => void response.destroy());
  });
  const port = await listen(server, 0);
  const closeAll = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await (await app)?.close();
    persistence.close();
    files.close();
  };
  let closed: Promise<void> | undefined;
  const { region, account } = awsEnvironment;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    queue: (name) => {
      const { sqsStore } = stores;
      const queue =
        sqsStore.getQueueByName(name) ??
        // The address has no port, so it is the same after a restart; clients send to the endpoint, not to it.
        sqsStore.createQueue(
          name,
          sqsStore.buildQueueUrl(name, '', '', region),
          arnOf(name, region, account),
        );
      return {
        send: (body) => queue.enqueue(SqsStore.createMessage(body)),
        bodies: () => {
          const { ready, delayed, inflight } = queue.inspectMessages();
          return [...ready, ...delayed, ...inflight.map(({ message }) => message)].map(({ body }) => body);
        },
      };
    },
    addBucket: (name) => stores.s3Store.createBucket(name),
    close: () => {
      closed ??= closeAll();
      return closed;
    },
  };
};

/** The emulator looks queues up by names of this partition. */
const arnOf = (name: string, region: string, account: string): string =>
  ['arn', 'aws', 'sqs', region, account, name].join(':');

const opened = (open: () => Persistence, file: string): Persistence => {
  try {
    return open();
  } catch (error) {
    throw databaseFault(file, error);
  }
};

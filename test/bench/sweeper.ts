import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { credentials } from '../../infra/local/engine/aws-json.ts';
import { listen } from '../../infra/local/free-port.ts';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import type { Instant } from '../../shared/engine/calendar/instant.ts';
import type { Ticked } from './sweep-run.ts';

/** The deployed sweep on a table, at an instant. */
export interface Sweeper {
  readonly pid: number;
  tick(): Promise<Ticked>;
  close(): Promise<void>;
}

export interface SweeperSettings {
  /** The bundle of the sweep. */
  readonly file: string;
  readonly now: Instant;
  readonly endpoint: string;
  readonly tableName: string;
}

/** A tick takes what is due however long that takes, so that its rate can be measured. */
const TICK_MS = 600_000;

export async function startSweeper({ file, now, endpoint, tableName }: SweeperSettings): Promise<Sweeper> {
  const bus = await silentBus();
  const start = { file: pathToFileURL(file).href, now, milliseconds: TICK_MS };
  const child = fork(new URL('./sweep-run.ts', import.meta.url), [JSON.stringify(start)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      TZ: 'UTC',
      STAGE: 'local',
      TABLE_NAME: tableName,
      SHARDS_PER_LANE: '1',
      BUS_NAME: 'bench',
      TIMEOUT_FACTOR: String(TIMEOUT_FACTOR),
      POWERTOOLS_SERVICE_NAME: 'bench',
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
    },
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('the sweep ended; what it printed stands above');
  });
  ended.catch(() => undefined);
  const said = <T>(): Promise<T> =>
    Promise.race([once(child, 'message').then(([message]) => message), ended]);
  await said();
  return {
    pid: child.pid ?? 0,
    tick: async () => {
      child.send('tick');
      return said<Ticked>();
    },
    close: async () => {
      child.disconnect();
      await ended.catch(() => undefined);
      bus.close();
    },
  };
}

/** Takes every event: who listens to the bus is no part of the sweep. */
async function silentBus() {
  const server = createServer(async (request, response) => {
    const { Entries = [] } = JSON.parse(String(await buffer(request)));
    const accepted = Entries.map((_: unknown, index: number) => ({ EventId: String(index) }));
    response
      .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify({ FailedEntryCount: 0, Entries: accepted }));
  });
  server.keepAliveTimeout = 0;
  const port = await listen(server, 0);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

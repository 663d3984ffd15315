import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type FunctionName, functionNames } from '../../infra/bundle.ts';
import { listen } from '../../infra/local/free-port.ts';
import { httpEvent } from '../http/event.ts';
import { staticBytes } from './bundle-size.ts';
import type { Bench } from './context.ts';
import { dependencyShares } from './dependency-shares.ts';
import { median } from './median.ts';

const ROUNDS = 7;
/** The least that every function costs: Node itself and its built-in modules for HTTP. */
const BARE_NODE =
  "import 'node:http';import 'node:https';import 'node:crypto';import 'node:stream';process.exit(0)";

/** The settings that the functions read at import. No endpoint in them is ever called. */
export const environment = {
  STAGE: 'local',
  TABLE_NAME: 'bench',
  BUCKET_NAME: 'bench',
  UPLOAD_ORIGIN: 'https://bench.example.cn',
  BUS_NAME: 'bench',
  OIDC_ISSUER: 'http://127.0.0.1:1',
  OIDC_AUDIENCE: 'bench',
  KMS_KEY_ARN: 'bench',
  NOTARY_BUCKET_NAME: 'bench',
  CHECKPOINT_BUCKET_NAME: 'bench',
  SHARDS_PER_LANE: '1',
  PUBLIC_ORIGIN: 'http://127.0.0.1:1',
  CHANNELS: '{}',
  CHANNEL_SECRETS_PREFIX: '/bench',
  POWERTOOLS_SERVICE_NAME: 'bench',
  AWS_REGION: 'local',
};

/** Where first events find an engine that has nothing. Its answer is part of a first request and of no import. */
const emptyEngine = async () => {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
  });
  const port = await listen(server, 0);
  return { endpoint: `http://127.0.0.1:${port}`, close: () => server.close() };
};

/** The first event of each function: the least that makes it ask the table where it does. A refusal is an answer too. */
const firstEvents: Readonly<Record<FunctionName, unknown>> = {
  public: httpEvent('GET /v1/places/{place}', { path: { place: 'b3-1' } }),
  staff: httpEvent('GET /v1/office/cases'),
  sweep: {},
  relay: { Records: [] },
  notify: {},
  'notify-residents': {},
  prove: {},
  photos: {},
  contacts: {},
  webhooks: {},
  stats: {},
  operate: {},
  notary: { Records: [] },
  receipts: httpEvent('POST /v1/receipts/{station}/{channel}/{secret}', {
    path: { station: 'st1', channel: 'sms', secret: 'a'.repeat(32) },
    body: [],
  }),
};

/** Milliseconds that a fresh process takes to run the code and exit. */
async function processMs(code: string, endpoint: string): Promise<number> {
  const startedAt = performance.now();
  await execFileText(process.execPath, ['--input-type=module', '--eval', code], {
    env: {
      ...environment,
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ENDPOINT_URL_EVENTBRIDGE: endpoint,
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_ENDPOINT_URL_SQS: endpoint,
      AWS_MAX_ATTEMPTS: '1',
    },
  });
  return performance.now() - startedAt;
}

const execFileText = promisify(execFile);

/** A first request costs bare Node this much: one call of the table over its own HTTP. */
const bareRequest = (endpoint: string): string =>
  `import http from 'node:http';import 'node:https';import 'node:crypto';import 'node:stream';http.request(${JSON.stringify(endpoint)},{method:'POST'},r=>{r.resume();r.on('end',()=>process.exit(0))}).end('{}')`;

const SHARES_SHOWN = 4;

/**
 * How long a cold function takes to import, and to import and answer its first event, as ratios to bare Node; how many
 * bytes it parses, and of which packages. Each round starts one fresh process of each kind, so that load on the machine
 * slows all alike.
 */
export const coldStarts: Bench = async ({ bundles, progress, report, print }) => {
  const outdir = await bundles();
  const { endpoint, close } = await emptyEngine();
  for (const name of functionNames) {
    progress(`cold: ${name}`);
    const entry = join(outdir, name, 'index.mjs');
    const imported = `const {handler}=await import(${JSON.stringify(pathToFileURL(entry).href)});`;
    const context = `{getRemainingTimeInMillis:()=>20000,awsRequestId:'1',functionName:'${name}'}`;
    const answered = `await Promise.resolve().then(()=>handler(${JSON.stringify(firstEvents[name])},${context})).catch(()=>0);`;
    const rounds: { floor: number; load: number; bareFirst: number; first: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        floor: await processMs(BARE_NODE, endpoint),
        load: await processMs(`${imported}process.exit(0)`, endpoint),
        bareFirst: await processMs(bareRequest(endpoint), endpoint),
        first: await processMs(`${imported}${answered}process.exit(0)`, endpoint),
      });
    }
    report(`${name}: import`, 'ms', median(rounds.map(({ load }) => load)));
    report(
      `${name}: import against bare node`,
      'ratio',
      median(rounds.map(({ load, floor }) => load / floor)),
    );
    report(`${name}: first event`, 'ms', median(rounds.map(({ first }) => first)));
    const firstRatio = median(rounds.map(({ first, bareFirst }) => first / bareFirst));
    report(`${name}: first event against bare node`, 'ratio', firstRatio);
    report(`${name}: parsed`, 'KB', staticBytes(entry) / 1024);
    const shares = await dependencyShares(name);
    const largest = shares
      .slice(0, SHARES_SHOWN)
      .map(([from, bytes]) => `${from} ${(bytes / 1024).toFixed(0)}`);
    print(`${name}, KB by package: ${largest.join(', ')}`);
  }
  close();
};

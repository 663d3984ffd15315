import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What the next write meets, besides an ordinary answer. */
export type WriteFault = 'answer-lost' | 'conflict' | 'slow-down';

/**
 * A bucket with object lock, as S3 answers at the wire, as far as the notary's log uses it and the emulator does not do
 * it: no write without the condition that the name is new (the bucket policy of infra/constructs/notary-log.ts), none
 * without a checksum ("Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock
 * parameters"), 412 for a name that is taken, 409 for a conflict, and no deletion. The bucket `plain` beside it takes
 * everything, under names that begin with `plain/`.
 */
export async function lockedBucket() {
  const objects = new Map<string, Buffer>();
  const faults: WriteFault[] = [];
  const requests: string[] = [];
  const server = createServer((request, response) => {
    answer({ objects, faults, requests }, request, response).catch(() => void response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    faults,
    requests,
    close: () => server.close(),
  };
}

interface State {
  readonly objects: Map<string, Buffer>;
  readonly faults: WriteFault[];
  readonly requests: string[];
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '', 'http://bucket');
  const [, bucket, ...path] = decodeURIComponent(url.pathname).split('/');
  const name = path.join('/') === '' || bucket !== 'plain' ? path.join('/') : ['plain', ...path].join('/');
  state.requests.push(`${request.method} ${name === '' ? 'list' : name}`);
  const body = await buffer(request);
  if (request.method === 'PUT') return put(state, { name, body }, request, response);
  if (request.method !== 'GET') return refuse(response, 403, 'AccessDenied');
  if (name === '') return list(state, url.searchParams, response);
  const found = state.objects.get(name);
  if (found === undefined) return refuse(response, 404, 'NoSuchKey');
  response.writeHead(200, { 'content-type': 'application/json' }).end(found);
}

function put(
  { objects, faults }: State,
  { name, body }: Upload,
  { headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const fault = faults.shift();
  const isPlain = name.startsWith('plain/');
  const refusal = isPlain ? undefined : (refusalOf(headers, body) ?? (fault && faultRefusals[fault]));
  if (refusal !== undefined) refuse(response, ...refusal);
  else if (objects.has(name) && !isPlain) refuse(response, 412, 'PreconditionFailed');
  else {
    objects.set(name, body);
    if (fault === 'answer-lost') response.destroy();
    else response.writeHead(200, { etag: '"one"' }).end();
  }
}

interface Upload {
  readonly name: string;
  readonly body: Buffer;
}

type Refusal = readonly [status: number, code: string];

const faultRefusals: Readonly<Partial<Record<WriteFault, Refusal>>> = {
  conflict: [409, 'ConditionalRequestConflict'],
  'slow-down': [503, 'SlowDown'],
};

function refusalOf(headers: IncomingMessage['headers'], body: Buffer): Refusal | undefined {
  if (headers['if-none-match'] !== '*') return [403, 'AccessDenied'];
  const checksum = headers['x-amz-checksum-sha256'];
  if (checksum === undefined) return [400, 'InvalidRequest'];
  const isRight = checksum === createHash('sha256').update(body).digest('base64');
  return isRight ? undefined : [400, 'BadDigest'];
}

/** Names come in the order of their bytes, as in general purpose buckets. */
function list({ objects }: State, query: URLSearchParams, response: ServerResponse): void {
  const [after, max] = [query.get('start-after') ?? '', Number(query.get('max-keys') ?? 1000)];
  const behind = [...objects.keys()]
    .toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .filter((name) => Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0);
  const shown = behind.slice(0, max).map((name) => `<Contents><Key>${name}</Key></Contents>`);
  const xml = `<ListBucketResult><IsTruncated>${behind.length > max}</IsTruncated>${shown.join('')}</ListBucketResult>`;
  response.writeHead(200, { 'content-type': 'application/xml' }).end(xml);
}

const refuse = (response: ServerResponse, status: number, code: string): void =>
  void response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`);

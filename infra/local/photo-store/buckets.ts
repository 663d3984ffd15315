import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import { authorization } from '../engine/aws-json.ts';
import { eventTime } from '../events/event-time.ts';
import type { Reply } from '../gateway/proxy-response.ts';
import { readBody } from '../gateway/request-body.ts';
import { type Gate, type SignedText, signedRequest } from '../rights/gate.ts';
import type { AttemptedAction } from '../rights/statement.ts';
import { awsEnvironment } from '../template/names.ts';
import type { BucketPlan } from '../template/plan.ts';
import type { ServeBucket } from './bucket-proxy.ts';
import { type PostRefusal, refusalOf } from './posted-policy.ts';

export interface BucketsSettings {
  readonly buckets: readonly BucketPlan[];
  /** Endpoint of the emulator that stores the objects. */
  readonly endpoint: string;
  readonly clock: Pick<VirtualClock, 'now'>;
  readonly gate: Gate;
  /** Publishes a bucket's event; the event is stored durably when this resolves. */
  readonly announce: (event: object) => Promise<void>;
}

/** Larger than any upload; the grant's own limit decides. */
const bodyBytesMax = 16 * 1024 * 1024;

/**
 * The buckets of the template: browsers upload with a grant, functions read and write, and uploads are published as
 * events.
 */
export const createBuckets = ({ buckets, endpoint, clock, gate, announce }: BucketsSettings): ServeBucket => {
  const put = async (bucket: BucketPlan, key: string, body: Buffer, type: string): Promise<boolean> => {
    const { ok } = await fetch(`${endpoint}/${bucket.name}/${key}`, {
      method: 'PUT',
      headers: { authorization, 'content-type': type },
      body: new Uint8Array(body),
    });
    if (ok && bucket.announces) await announce(createdEvent(bucket, key, body, clock));
    return ok;
  };

  const post = async (message: IncomingMessage, bucket: BucketPlan): Promise<Reply> => {
    const cors = corsHeaders(message, bucket);
    const body = await readBody(message, bodyBytesMax);
    if (body === 'too-large') return refused('EntityTooLarge', cors);
    const form = await formIn(message, body);
    if (form === undefined || form.fields.bucket !== bucket.name) return refused('AccessDenied', cors);
    const { fields, file } = form;
    const isSigned = (signed: SignedText) =>
      gate.admitsText(signed, objectAction('s3:PutObject', bucket, fields.key ?? ''));
    const refusal = refusalOf({ fields, fileBytes: file.length }, isSigned, clock.now());
    if (refusal !== undefined) return refused(refusal, cors);
    const { key = '', success_action_redirect: back } = fields;
    if (!(await put(bucket, key, file, fields['Content-Type'] ?? 'binary/octet-stream'))) {
      return refused('InternalError', cors);
    }
    if (back === undefined) return { status: 204, headers: cors, body: '' };
    const location = new URL(back);
    for (const [name, value] of Object.entries({ bucket: bucket.name, key, etag: etagOf(file) })) {
      location.searchParams.set(name, value);
    }
    return { status: 303, headers: { ...cors, location: location.href }, body: '' };
  };

  /** Forwards a function's request, if its role allows it. One without credentials is rejected, as by a private bucket. */
  const forward = async (message: IncomingMessage, url: URL, bucket: BucketPlan): Promise<Reply> => {
    const body = await readBody(message, bodyBytesMax);
    if (body === 'too-large') return refused('EntityTooLarge', {});
    const request = signedRequest(message, body);
    const denied = gate.refusalOf(request, () => actionsOf(message, url, bucket));
    if (denied !== undefined) return refused('AccessDenied', {});
    const { 'content-type': type = 'binary/octet-stream', 'x-amz-content-sha256': sha256 } = message.headers;
    const answer = await fetch(`${endpoint}${url.pathname}${url.search}`, {
      method: message.method ?? 'GET',
      headers: {
        authorization,
        'content-type': type,
        ...(sha256 && { 'x-amz-content-sha256': String(sha256) }),
      },
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    // Who may not list a bucket is not told that an object is missing.
    if (answer.status === 404 && !gate.allows(request, listing(bucket))) return refused('AccessDenied', {});
    const headers = Object.fromEntries(
      [...answer.headers].filter(([name]) => !/^(connection|transfer-encoding|keep-alive)$/.test(name)),
    );
    return { status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) };
  };

  return async (message, url) => {
    const [, name = '', ...rest] = url.pathname.split('/');
    const bucket = buckets.find((one) => one.name === name);
    if (bucket === undefined) return refused('NoSuchBucket', {});
    const isBucketItself = rest.join('/') === '';
    if (message.method === 'POST' && isBucketItself) return post(message, bucket);
    return forward(message, url, bucket);
  };
};

const actions: Readonly<Record<string, string>> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  DELETE: 's3:DeleteObject',
};

const objectAction = (action: string, { arn }: BucketPlan, key: string): AttemptedAction => ({
  action,
  resource: `${arn}/${key}`,
  context: {},
});

const listing = ({ arn }: BucketPlan): AttemptedAction => ({
  action: 's3:ListBucket',
  resource: arn,
  context: {},
});

/** What a request does to one object. Lists, copies and whatever else the query asks for are nobody's right. */
const actionsOf = (
  { method = '', headers }: IncomingMessage,
  url: URL,
  bucket: BucketPlan,
): readonly AttemptedAction[] => {
  const key = decodeURIComponent(url.pathname.slice(bucket.name.length + 2));
  const action = actions[method];
  const isPlain = [...url.searchParams.keys()].every((name) => name === 'x-id');
  if (action === undefined || !isPlain || key === '' || 'x-amz-copy-source' in headers) return [];
  return [objectAction(action, bucket, key)];
};

const formIn = async (message: IncomingMessage, body: Buffer) => {
  try {
    const type = message.headers['content-type'] ?? '';
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const file = form.get('file');
    if (file === null || typeof file === 'string') return undefined;
    const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    return { fields: Object.fromEntries(texts), file: Buffer.from(await file.arrayBuffer()) };
  } catch {
    return undefined;
  }
};

/** The CORS headers that let a page of another origin read the response; S3 sends them only to origins of its rules. */
const corsHeaders = ({ headers, method }: IncomingMessage, { cors }: BucketPlan): Record<string, string> => {
  const { origin } = headers;
  const isAllowed =
    origin !== undefined &&
    cors.some(
      ({ origins, methods }) => origins.includes(origin) && methods.some((allowed) => allowed === method),
    );
  return isAllowed ? { 'access-control-allow-origin': origin, vary: 'Origin' } : {};
};

const statusOf: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  NoSuchBucket: 404,
  InternalError: 500,
};

const refused = (
  code: PostRefusal | 'NoSuchBucket' | 'InternalError',
  headers: Readonly<Record<string, string>>,
): Reply => ({
  status: statusOf[code] ?? 400,
  headers: { 'content-type': 'application/xml', ...headers },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`,
});

const etagOf = (file: Buffer): string => `"${createHash('md5').update(file).digest('hex')}"`;

/** The event that S3 publishes on the default bus; on AWS it holds the sender's IP address. */
const createdEvent = ({ name }: BucketPlan, key: string, file: Buffer, clock: Pick<VirtualClock, 'now'>) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Object Created',
  source: 'aws.s3',
  account: awsEnvironment.account,
  time: eventTime(clock.now()),
  region: awsEnvironment.region,
  resources: [`arn:${awsEnvironment.partition}:s3:::${name}`],
  detail: {
    version: '0',
    bucket: { name },
    object: { key, size: file.length, etag: etagOf(file).replaceAll('"', ''), sequencer: randomUUID() },
    'request-id': randomUUID(),
    requester: awsEnvironment.account,
    'source-ip-address': '127.0.0.1',
    reason: 'PostObject',
  },
});

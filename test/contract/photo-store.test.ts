import { CreateBucketCommand, GetObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { startBucketProxy } from '../../infra/local/photo-store/bucket-proxy.ts';
import { createBuckets } from '../../infra/local/photo-store/buckets.ts';
import type { Caller } from '../../infra/local/rights/callers.ts';
import { createGate } from '../../infra/local/rights/gate.ts';
import { statementDataOf } from '../../infra/local/rights/read-statement.ts';
import type { BucketPlan } from '../../infra/local/template/plan.ts';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { memoryPhotoStore } from '../../shared/adapters/memory/photo-store.ts';
import { s3Checkpoints } from '../../shared/adapters/notary/s3-checkpoints.ts';
import { s3PhotoStore } from '../../shared/adapters/photo-store/s3-photo-store.ts';
import { s3Client } from '../../shared/adapters/s3/client.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { type PhotoId, UPLOAD_BYTES_MAX } from '../../shared/cases/photos/photo.ts';
import type { PhotoAddress, PhotoStore, UploadGrant } from '../../shared/cases/photos/photo-store.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import { localAccount } from '../dynamo-engine.ts';
import { submitted } from './cases.ts';

const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
const newClient = () =>
  s3Client({ endpoint: `http://127.0.0.1:${server.port}`, ...localAccount }, TIMEOUT_FACTOR);
const client = newClient();
await client.send(new CreateBucketCommand({ Bucket: 'photos' }));
afterAll(async () => {
  client.destroy();
  await server.stop();
});

/** Uploads as a browser does with a grant: the fields in their order, the file last. */
async function post({ url, fields }: UploadGrant, file: Uint8Array): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(file)]), 'IMG_0001.JPG');
  const { ok, status } = await fetch(url, { method: 'POST', body: form });
  if (!ok) throw new Error(`the photo store answered ${status}`);
}

const memory = memoryPhotoStore();
const photoStores: readonly (readonly [
  string,
  PhotoStore,
  (at: PhotoAddress, file: Uint8Array) => Promise<void>,
])[] = [
  ['in memory', memory, async (at, file) => memory.send(at, file)],
  [
    'on S3',
    s3PhotoStore(client, 'photos'),
    async (at, file) => post(await s3PhotoStore(client, 'photos').grantUpload(at), file),
  ],
];

const anew = (): PhotoAddress => ({ key: keyOf(submitted().after), photo: `p${'a'.repeat(25)}` as PhotoId });
const bytes = (...values: readonly number[]) => new Uint8Array(values);

describe.each(photoStores)('the photo store %s', (_, photoStore, send) => {
  it('accepts what a browser sends with a grant', async () => {
    const at = anew();
    expect(await photoStore.readOriginal(at)).toBeUndefined();
    await send(at, bytes(1, 2, 3));
    expect(await photoStore.readOriginal(at)).toEqual(bytes(1, 2, 3));
  });

  it('returns nothing larger than a grant allows', async () => {
    const at = anew();
    await send(at, new Uint8Array(UPLOAD_BYTES_MAX));
    expect(await photoStore.readOriginal(at)).toHaveLength(UPLOAD_BYTES_MAX);
    await send(at, new Uint8Array(UPLOAD_BYTES_MAX + 1));
    expect(await photoStore.readOriginal(at)).toBe('too-large');
  });

  it('shows what was kept and never what was sent', async () => {
    const at = anew();
    await send(at, bytes(1));
    expect(await photoStore.show(at)).toBeUndefined();
    await photoStore.keep(at, bytes(2));
    expect(await photoStore.show(at)).toEqual(bytes(2));
    expect(await photoStore.readOriginal(at)).toEqual(bytes(1));
  });

  it('discards what was sent, and it does no harm to do so twice', async () => {
    const at = anew();
    await send(at, bytes(1));
    await photoStore.keep(at, bytes(2));
    await photoStore.discardOriginal(at);
    await photoStore.discardOriginal(at);
    expect(await photoStore.readOriginal(at)).toBeUndefined();
    expect(await photoStore.show(at)).toEqual(bytes(2));
  });

  it('keeps the photos of different cases apart', async () => {
    const [one, other] = [anew(), anew()];
    await photoStore.keep(one, bytes(1));
    expect(await photoStore.show(other)).toBeUndefined();
  });
});

describe('a grant', () => {
  const at = anew();
  const policyOf = ({ fields }: UploadGrant) =>
    JSON.parse(Buffer.from(String(fields.Policy), 'base64').toString('utf8')) as {
      readonly expiration: string;
      readonly conditions: readonly unknown[];
    };

  it('is for one name made of ids, one image, 8 MB and five minutes', async () => {
    // A client that has talked to the server corrects its clock by whole seconds of the server's; a new one does not.
    const unused = newClient();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 23, 2, 0, 7) });
    const grant = await s3PhotoStore(unused, 'photos')
      .grantUpload(at)
      .finally(() => vi.useRealTimers());
    unused.destroy();
    const { expiration, conditions } = policyOf(grant);
    const name = `incoming/${at.key.station}/${at.key.id}/${at.photo}`;
    expect(conditions).toContainEqual({ key: name });
    expect(conditions).toContainEqual({ bucket: 'photos' });
    expect(conditions).toContainEqual(['content-length-range', 1, 8 * 1024 * 1024]);
    expect(conditions).toContainEqual(['starts-with', '$Content-Type', 'image/']);
    expect(expiration).toBe('2026-11-23T02:05:07Z');
  });

  it('fixes the address that follows the upload, so that a browser cannot change it', async () => {
    const back = 'https://huiying.example.cn/photos/st1.x';
    const grant = await s3PhotoStore(client, 'photos').grantUpload(at, back);
    expect(grant.fields.success_action_redirect).toBe(back);
    expect(policyOf(grant).conditions).toContainEqual({ success_action_redirect: back });
  });
});

describe('what S3 refuses', () => {
  const at = anew();
  /** A store on a client whose every request ends with this error. */
  const refusing = (name: string, httpStatusCode: number): PhotoStore => {
    const refused = newClient();
    refused.middlewareStack.add(
      () => async () => {
        throw new S3ServiceException({
          name,
          message: 'st1',
          $fault: 'client',
          $metadata: { httpStatusCode },
        });
      },
      { step: 'initialize' },
    );
    return s3PhotoStore(refused, 'photos');
  };

  it.each([
    ['AccessDenied', 403],
    ['OperationAborted', 409],
    ['TooManyRequests', 429],
    ['RequestTimeout', 400],
    ['SlowDown', 503],
  ])('for now (%s) may succeed later, and is named without its message', async (name, status) => {
    const asked = refusing(name, status).keep(at, bytes(1));
    await expect(asked).rejects.toEqual(new Unavailable(`the photo store did not keep a photo: ${name}`));
  });

  it.each([
    ['InvalidArgument', 400],
    ['NoSuchBucket', 404],
    ['MethodNotAllowed', 405],
  ])('for good (%s) is a defect', async (name, status) => {
    const asked = refusing(name, status).keep(at, bytes(1));
    await expect(asked).rejects.toEqual(new Error(`the photo store did not keep a photo: ${name}`));
  });

  it('is an erased photo to a function that may not list photos, and never an upload that is not there', async () => {
    const forbidden = refusing('AccessDenied', 403);
    expect(await forbidden.show(at)).toBeUndefined();
    await expect(forbidden.readOriginal(at)).rejects.toThrow(Unavailable);
  });
});

describe('a bucket of the local run', async () => {
  const bucket: BucketPlan = { name: 'photos', arn: 'arn:aws:s3:::photos', cors: [], announces: false };
  const role = (title: string, ...statements: readonly object[]): Caller => ({
    title,
    functionArn: title,
    accessKeyId: title,
    secretAccessKey: `secret of ${title}`,
    statements: statements.map((one) => statementDataOf(title, { Effect: 'Allow', ...one })),
  });
  const objects = {
    Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
    Resource: `${bucket.arn}/*`,
  };
  const reader = role('reader', objects);
  const lister = role('lister', objects, { Action: 's3:ListBucket', Resource: bucket.arn });
  const blind = role('blind', { Action: 's3:PutObject', Resource: `${bucket.arn}/*` });
  const refusals: string[] = [];
  const clock = { now: () => Date.UTC(2026, 10, 23, 2, 0, 0) };
  const proxy = await startBucketProxy(clock);
  proxy.open(
    createBuckets({
      buckets: [bucket],
      endpoint: `http://127.0.0.1:${server.port}`,
      clock,
      gate: createGate([reader, lister, blind], (refused) => refusals.push(refused)),
      announce: async () => undefined,
    }),
  );
  const clientOf = ({ accessKeyId, secretAccessKey }: Caller) =>
    s3Client(
      { endpoint: proxy.origin, ...localAccount, credentials: { accessKeyId, secretAccessKey } },
      TIMEOUT_FACTOR,
    );
  const clients = { reader: clientOf(reader), lister: clientOf(lister), blind: clientOf(blind) };
  afterAll(async () => {
    for (const one of Object.values(clients)) one.destroy();
    await proxy.close();
  });

  it('shows no photo that is missing, whether or not its reader may list', async () => {
    for (const asked of [clients.reader, clients.lister]) {
      expect(await s3PhotoStore(asked, 'photos').show(anew())).toBeUndefined();
    }
    const at = anew();
    await s3PhotoStore(clients.reader, 'photos').keep(at, bytes(7));
    expect(await s3PhotoStore(clients.reader, 'photos').show(at)).toEqual(bytes(7));
    expect(refusals).toEqual([]);
  });

  it('answers as S3 does, by what a function may list, that an object is missing', async () => {
    const ask = (asked: S3Client) => asked.send(new GetObjectCommand({ Bucket: 'photos', Key: 'kept/none' }));
    await expect(ask(clients.reader)).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(ask(clients.lister)).rejects.toMatchObject({
      name: 'NoSuchKey',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('takes no missing right for an upload that is not there', async () => {
    await expect(s3PhotoStore(clients.reader, 'photos').readOriginal(anew())).rejects.toThrow(Unavailable);
    expect(await s3PhotoStore(clients.lister, 'photos').readOriginal(anew())).toBeUndefined();
  });

  it('has a checkpoint that was never kept for who may list, and none who may not takes it for a new one', async () => {
    expect(await s3Checkpoints(clients.lister, 'photos').readPart('head')).toBeUndefined();
    await expect(s3Checkpoints(clients.reader, 'photos').readPart('head')).rejects.toThrow(Unavailable);
  });

  it('refuses what no statement allows, and says so', async () => {
    const at = anew();
    await s3PhotoStore(clients.blind, 'photos').keep(at, bytes(7));
    expect(await s3PhotoStore(clients.blind, 'photos').show(at)).toBeUndefined();
    expect(refusals.at(-1)).toContain('blind is not authorized to perform: s3:GetObject');
  });
});

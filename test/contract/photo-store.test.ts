import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { memoryPhotoStore } from '../../shared/adapters/memory/photo-store.ts';
import { s3Client } from '../../shared/adapters/photo-store/s3-client.ts';
import { s3PhotoStore } from '../../shared/adapters/photo-store/s3-photo-store.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { type PhotoId, UPLOAD_BYTES_MAX } from '../../shared/cases/photos/photo.ts';
import type { PhotoAddress, PhotoStore, UploadGrant } from '../../shared/cases/photos/photo-store.ts';
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

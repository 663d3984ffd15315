import type { PhotoStore } from '../../cases/photos/photo-store.ts';
import { once } from '../once.ts';

/**
 * The photo store on S3. Its client is a third of all code of a function, so it is loaded on first use: most requests
 * need no photo and should not wait for it.
 */
export function lazyPhotoStore(bucketName: string, timeoutFactor: number): PhotoStore {
  const photoStore = once(async () => {
    const { s3PhotoStore } = await import('./s3-photo-store.ts');
    const { s3Client } = await import('../s3/client.ts');
    return s3PhotoStore(s3Client({}, timeoutFactor), bucketName);
  });
  return {
    grantUpload: async (at, back) => (await photoStore()).grantUpload(at, back),
    readOriginal: async (at) => (await photoStore()).readOriginal(at),
    keep: async (at, sealed) => (await photoStore()).keep(at, sealed),
    show: async (at) => (await photoStore()).show(at),
    discardOriginal: async (at) => (await photoStore()).discardOriginal(at),
  };
}

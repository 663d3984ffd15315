import type { PhotoStore } from '../../cases/photos/photo-store.ts';
import { once } from '../once.ts';

/** An photo store that is opened by the first who asks: most requests are about no photo and need not wait for it. */
export function latePhotoStore(load: () => Promise<PhotoStore>): PhotoStore {
  const photoStore = once(load);
  return {
    grantUpload: async (at, back) => (await photoStore()).grantUpload(at, back),
    readOriginal: async (at) => (await photoStore()).readOriginal(at),
    keep: async (at, jpeg) => (await photoStore()).keep(at, jpeg),
    show: async (at) => (await photoStore()).show(at),
    discardOriginal: async (at) => (await photoStore()).discardOriginal(at),
  };
}

import type { PhotoStore } from '../../cases/photos/photo-store.ts';
import { once } from '../once.ts';

/** A photo store that loads its client on first use: most requests need no photo and should not wait for it. */
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

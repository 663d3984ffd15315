import type { Album } from '../../ports.ts';
import { once } from '../once.ts';

/** An album that is opened by the first who asks: most requests are about no photo and need not wait for it. */
export function lateAlbum(load: () => Promise<Album>): Album {
  const album = once(load);
  return {
    grantUpload: async (at, back) => (await album()).grantUpload(at, back),
    takeIn: async (at) => (await album()).takeIn(at),
    keep: async (at, jpeg) => (await album()).keep(at, jpeg),
    show: async (at) => (await album()).show(at),
    discardOriginal: async (at) => (await album()).discardOriginal(at),
  };
}

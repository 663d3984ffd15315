import { UPLOAD_BYTES_MAX } from '../../domain/photo.ts';
import type { Album } from '../../ports.ts';
import type { PhotoAddress } from '../../records.ts';
import { incomingName, keptName } from '../album/object-name.ts';

/** An album that tests may look into, and send to as a browser does with a grant. */
export interface MemoryAlbum extends Album {
  /** By the names that the bucket would have them under. */
  readonly objects: Map<string, Uint8Array>;
  /** What a browser does with a grant. */
  send(at: PhotoAddress, file: Uint8Array): void;
}

export const ALBUM_ORIGIN = 'https://album.example.cn';

export function memoryAlbum(origin = ALBUM_ORIGIN): MemoryAlbum {
  const objects = new Map<string, Uint8Array>();
  return {
    objects,
    send: (at, file) => void objects.set(incomingName(at), file),

    grantUpload: async (at, back) => ({
      url: `${origin}/`,
      fields: {
        key: incomingName(at),
        ...(back !== undefined && { success_action_redirect: back }),
        'Content-Type': 'image/jpeg',
      },
    }),

    async takeIn(at) {
      const found = objects.get(incomingName(at));
      return found !== undefined && found.length > UPLOAD_BYTES_MAX ? 'too-large' : found;
    },

    show: async (at) => objects.get(keptName(at)),
    keep: async (at, jpeg) => void objects.set(keptName(at), jpeg),
    discardOriginal: async (at) => void objects.delete(incomingName(at)),
  };
}

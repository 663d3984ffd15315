import { UPLOAD_BYTES_MAX } from '../../cases/photos/photo.ts';
import type { PhotoStore, StoredPhoto } from '../../cases/photos/photo-store.ts';
import { defined } from '../../engine/defined.ts';
import { incomingName, keptName } from '../photo-store/object-name.ts';

/** A photo store whose content tests can read, and to which they can upload with a grant as a browser does. */
export interface MemoryPhotoStore extends PhotoStore {
  /** By object name, as in the bucket. */
  readonly objects: Map<string, Uint8Array>;
  /** Uploads a file, as a browser does with a grant. */
  send(at: StoredPhoto, file: Uint8Array): void;
}

export const PHOTO_STORE_ORIGIN = 'https://photo-store.example.cn';

export function memoryPhotoStore(origin = PHOTO_STORE_ORIGIN): MemoryPhotoStore {
  const objects = new Map<string, Uint8Array>();
  return {
    objects,
    send: (at, file) => void objects.set(incomingName(at), file),

    grantUpload: async (at, back) => ({
      url: `${origin}/`,
      fields: {
        key: incomingName(at),
        ...defined({ success_action_redirect: back }),
        'Content-Type': 'image/jpeg',
      },
    }),

    async readOriginal(at) {
      const found = objects.get(incomingName(at));
      return found !== undefined && found.length > UPLOAD_BYTES_MAX ? 'too-large' : found;
    },

    show: async (at) => objects.get(keptName(at)),
    keep: async (at, sealed) => void objects.set(keptName(at), sealed),
    discardOriginal: async (at) => void objects.delete(incomingName(at)),
  };
}

import type { AggregateKey } from '../../engine/aggregate-key.ts';
import type { ObjectAddress } from '../../engine/secrets/sealed.ts';
import type { CaseKey } from '../case-key.ts';
import type { PhotoId } from './photo.ts';

/** Identifies a photo in the photo store, of a case or of a helper's task; ids only. */
export interface PhotoAddress<Key extends AggregateKey = CaseKey> {
  readonly key: Key;
  readonly photo: PhotoId;
}

/** The address of any photo that is stored. */
export type StoredPhoto = PhotoAddress<AggregateKey>;

/** What a kept photo is bound to when it is sealed, so that it opens as no other photo and in no other case. */
export const sealedAt = ({ key, photo }: StoredPhoto): ObjectAddress => ({ key, object: `photo:${photo}` });

/** The form with which a browser uploads a file: these fields in this order, the file last. */
export interface UploadGrant {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The photos of cases. Originals are stored apart from kept photos and expire after a day. */
export interface PhotoStore {
  /** Allows a browser to upload one file while the grant is valid, and then redirects it to `back`. */
  grantUpload(at: StoredPhoto, back?: string): Promise<UploadGrant>;
  /** `too-large` for a file above the upload limit; `undefined` when there is none. */
  readOriginal(at: StoredPhoto): Promise<Uint8Array | 'too-large' | undefined>;
  /** Keeps a sanitized photo, which was sealed to those who may see it. */
  keep(at: StoredPhoto, sealed: Uint8Array): Promise<void>;
  /** Reads a kept photo, as it was sealed. */
  show(at: StoredPhoto): Promise<Uint8Array | undefined>;
  /** No effect when the original no longer exists. */
  discardOriginal(at: StoredPhoto): Promise<void>;
}

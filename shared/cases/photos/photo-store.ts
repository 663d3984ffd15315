import type { CaseKey } from '../case-key.ts';
import type { PhotoId } from './photo.ts';

/** Identifies a photo in the photo store; ids only. */
export interface PhotoAddress {
  readonly key: CaseKey;
  readonly photo: PhotoId;
}

/** The form with which a browser uploads a file: these fields in this order, the file last. */
export interface UploadGrant {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The photos of cases. Originals are stored apart from kept photos and expire after a day. */
export interface PhotoStore {
  /** Allows a browser to upload one file while the grant is valid, and then redirects it to `back`. */
  grantUpload(at: PhotoAddress, back?: string): Promise<UploadGrant>;
  /** `too-large` for a file above the upload limit; `undefined` when there is none. */
  readOriginal(at: PhotoAddress): Promise<Uint8Array | 'too-large' | undefined>;
  keep(at: PhotoAddress, jpeg: Uint8Array): Promise<void>;
  /** Reads a kept photo. */
  show(at: PhotoAddress): Promise<Uint8Array | undefined>;
  /** No effect when the original no longer exists. */
  discardOriginal(at: PhotoAddress): Promise<void>;
}

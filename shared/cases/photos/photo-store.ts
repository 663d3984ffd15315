import type { CaseKey } from '../case-key.ts';
import type { PhotoId } from './photo.ts';

/** Where a picture lies: ids only. */
export interface PhotoAddress {
  readonly key: CaseKey;
  readonly photo: PhotoId;
}

/** What a browser posts a file with: fields in this order, the file last. */
export interface UploadGrant {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The pictures of cases. What comes in lies apart from what is kept, and is gone after a day in any case. */
export interface PhotoStore {
  /** Lets a browser send one file to one place, for as long as the grant is valid. `back`: where it goes afterwards. */
  grantUpload(at: PhotoAddress, back?: string): Promise<UploadGrant>;
  /** `too-large` for more than may be sent; `undefined` when nothing is there. */
  readOriginal(at: PhotoAddress): Promise<Uint8Array | 'too-large' | undefined>;
  keep(at: PhotoAddress, jpeg: Uint8Array): Promise<void>;
  /** A picture that was kept. */
  show(at: PhotoAddress): Promise<Uint8Array | undefined>;
  /** No effect when it is gone already. */
  discardOriginal(at: PhotoAddress): Promise<void>;
}

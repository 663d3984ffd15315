import type { CaseKey } from '../case-key.ts';
import type { Photo } from './photo.ts';

/** The places for photos of a case; the pictures themselves lie in the photo store. */
export interface PhotoSlotStore {
  /** In the order of their places; strongly consistent. */
  photos(key: CaseKey): Promise<readonly Photo[]>;
  /** Puts a photo into its place, under the condition that what was seen there still stands; false when it does not. */
  writePhoto(key: CaseKey, after: Photo, before: Photo | undefined): Promise<boolean>;
}

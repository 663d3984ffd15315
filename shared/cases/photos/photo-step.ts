import type { Photo } from './photo.ts';

/** The place of a photo as it was seen, and as it is to be. */
export interface PhotoStep {
  readonly before: Photo;
  readonly after: Photo;
}

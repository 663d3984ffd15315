import type { PhotoFault } from './photo.ts';

/** Makes a new picture out of whatever was sent, or says why not. */
export interface ImageSanitizer {
  sanitize(
    bytes: Uint8Array,
  ): Promise<
    | { readonly jpeg: Uint8Array; readonly fault?: never }
    | { readonly jpeg?: never; readonly fault: PhotoFault }
  >;
}

import type { PhotoFault } from './photo.ts';

/** Re-encodes an uploaded file as a new JPEG, or names the fault that prevents it. */
export interface ImageSanitizer {
  sanitize(
    bytes: Uint8Array,
  ): Promise<
    | { readonly jpeg: Uint8Array; readonly fault?: never }
    | { readonly jpeg?: never; readonly fault: PhotoFault }
  >;
}

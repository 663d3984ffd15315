export const pictureKinds = ['jpg', 'png', 'webp'] as const;
export type PictureKind = (typeof pictureKinds)[number];

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * What the structure of a file says about the one picture in it. `size` is absent when the file ends before its header;
 * `bytes`, the part of the file that a decoder needs, when it ends before the picture does. `undecodable`: a decoder
 * would fail, or could take the picture for another one than the header announces.
 */
export type Outline = { readonly size?: Size; readonly bytes?: Uint8Array } | 'undecodable';

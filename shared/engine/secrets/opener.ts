import type { ObjectAddress, Sealed, TextAddress } from './sealed.ts';

/** A text was erased, or it was sealed to others and not to this reader. */
export type NotOpened = 'erased' | 'not-addressed';

/** A text that was opened, and the commitment to it: `openText` compares it with the one that its fact holds. */
export type Opened =
  | { readonly text: string; readonly commitment: string; readonly why?: never }
  | { readonly text?: never; readonly why: NotOpened };

export type OpenedBytes =
  | { readonly bytes: Uint8Array; readonly why?: never }
  | { readonly bytes?: never; readonly why: 'not-addressed' };

/** A stored text or photo was changed, or stands in another row. Its message quotes nothing. */
export class Tampered extends Error {
  override readonly name = 'Tampered';
}

/** What one reader can open: staff, the sender of residents' messages, or the holder of a link. */
export interface Opener {
  /** Throws `Tampered` when the text, its row or its wrapped key was changed, and `Unavailable` without the key. */
  open(sealed: Sealed, address: TextAddress): Promise<Opened>;
  /** Throws `Tampered` when the bytes or their object were changed, and `Unavailable` without the key. */
  openBytes(sealed: Uint8Array, address: ObjectAddress): Promise<OpenedBytes>;
}

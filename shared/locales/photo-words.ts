import type { PhotoFault, ShownPhotoState } from '../cases/photos/photo.ts';
import type { Sentence } from './sentence.ts';

/** About photos: on the form, on the receipt, and to whoever sent one. */
export interface PhotoWords {
  readonly title: Sentence;
  /** What became of a photo. */
  readonly states: Readonly<Record<Exclude<ShownPhotoState, 'refused'>, Sentence>> & {
    readonly refused: Sentence;
  };
  /** Why it was not kept, and what to do. */
  readonly faults: Readonly<Record<PhotoFault, Sentence>>;
  /** What stands for the picture where it cannot be seen. */
  readonly picture: Sentence;
  readonly add: Sentence;
  readonly addHint: Sentence;
  readonly addStart: Sentence;
  readonly choose: Sentence;
  readonly send: Sentence;
  readonly sendHint: Sentence;
  /** On the form, where no script runs. */
  readonly later: Sentence;
  /** On the form, where one does. */
  readonly pick: Sentence;
  readonly pickHint: Sentence;
  readonly remove: Sentence;
  readonly preparing: Sentence;
  readonly ready: Sentence;
  readonly unreadable: Sentence;
  readonly full: Sentence;
  readonly sending: Sentence;
  readonly sent: Sentence;
  readonly waiting: Sentence;
  readonly again: Sentence;
}

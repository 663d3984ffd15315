import type { PhotoFault, ShownPhotoState } from '../cases/photos/photo.ts';
import type { Sentence } from './sentence.ts';

/** Sentences about photos, on the form and on the tracking page. */
export interface PhotoWords {
  readonly title: Sentence;
  readonly states: Readonly<Record<Exclude<ShownPhotoState, 'refused'>, Sentence>> & {
    readonly refused: Sentence;
  };
  /** Why a photo was refused, and what to do. */
  readonly faults: Readonly<Record<PhotoFault, Sentence>>;
  /** The alternative text of a photo. */
  readonly picture: Sentence;
  readonly add: Sentence;
  readonly addHint: Sentence;
  readonly addStart: Sentence;
  readonly choose: Sentence;
  readonly send: Sentence;
  readonly sendHint: Sentence;
  /** On the form without JavaScript. */
  readonly later: Sentence;
  /** On the form with JavaScript. */
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

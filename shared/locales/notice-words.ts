import type { MessageKind } from '../engine/outbox/message.ts';
import type { Sentence } from './sentence.ts';

export interface KindWords {
  readonly title: Sentence;
  readonly sentence: Sentence;
  readonly due?: Sentence;
}

/** What a language says in a notice. A kind without words does not compile. */
export interface NoticeWords {
  /**
   * A title for a lock screen and a sentence under it. `{reference}` is always there; `{matter}` is the reference with
   * whatever else may be said of it; `{clock}` names the promise; `{level}` and the numbers of a brief stand in theirs.
   * Words for residents name no type at all: somebody else may read over their shoulder.
   */
  readonly kinds: Readonly<Record<MessageKind, KindWords>>;
  /** The reference with urgency, type and place, or with urgency alone where the case is sensitive. */
  readonly caseSummary: { readonly open: Sentence; readonly sensitive: Sentence };
  /** What batched matters have in common. */
  readonly batch: { readonly open: Sentence; readonly sensitive: Sentence };
  /** Follows the sentence when there is a time to keep and the kind has no words of its own for it. */
  readonly due: Sentence;
  /** Stands for a promise whose name would tell what the case is. */
  readonly someClock: Sentence;
}

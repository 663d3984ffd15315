import type { ResidentSaying, Saying } from '../cases/message-kinds.ts';
import type { FaqMessageKind } from '../faq/faq-notice.ts';
import type { WebhookMessageKind } from '../webhooks/webhook-notice.ts';
import type { Sentence } from './sentence.ts';

export interface KindWords {
  readonly title: Sentence;
  readonly sentence: Sentence;
  readonly due?: Sentence;
}

/** The notice texts of a language. A message kind without texts does not compile. */
export interface NoticeWords {
  /**
   * A title for a lock screen and a sentence below it. Placeholders: `{reference}`, `{caseSummary}` (see below),
   * `{clock}`, the name of the promise, `{level}`, `{endpoints}`, and in a brief its numbers. Texts for residents name no type, since
   * somebody else may see the screen.
   */
  readonly kinds: Readonly<
    Record<Saying | FaqMessageKind | WebhookMessageKind | 'brief' | 'test', KindWords>
  >;
  /** Short names of what `news` tells; `{newest}` and `{news}` are made of them, `{count}` is their number. */
  readonly news: Readonly<Record<ResidentSaying, Sentence>>;
  /** The reference with priority, type and place; for a sensitive case with the priority only. */
  readonly caseSummary: { readonly open: Sentence; readonly sensitive: Sentence };
  /** What the cases of a digest have in common. */
  readonly batch: { readonly open: Sentence; readonly sensitive: Sentence };
  /** Follows the sentence when the notice has a time and its kind has no `due` of its own. */
  readonly due: Sentence;
  /** Follows a date that lies beyond the announced holidays. */
  readonly mayMove: Sentence;
  /** Replaces the name of a promise that would reveal the type of a sensitive case. */
  readonly someClock: Sentence;
}

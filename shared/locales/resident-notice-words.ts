import type { ResidentSaying } from '../cases/message-kinds.ts';
import type { Sentence } from './sentence.ts';

/**
 * What messages to residents say on their own telephone or in their mail. Anybody may see a locked screen, and know the
 * sender: nothing here says what a case is about.
 */
export interface ResidentNoticeWords {
  /** A short message: `{reference}`, `{what}` and `{link}`. In Chinese a part holds 70 characters, the link included. */
  readonly sms: Sentence;
  readonly what: Readonly<Record<ResidentSaying | 'news', Sentence>>;
  /** Below the words of a mail: `{link}`, and `{stop}`, the address that stops further ones. */
  readonly mailLink: Sentence;
  readonly mailStop: Sentence;
}

import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import type { Language } from '../../../shared/engine/language.ts';

/** The reader of a page, and the language and size that they chose on it. */
export interface Reader {
  readonly language: Language;
  /** Set when the reader chose a language by a link; otherwise `language` is the browser's. */
  readonly chosen?: Language;
  readonly isLarge: boolean;
  readonly now: Instant;
}

/** The query that keeps the reader's choices, with a change applied; empty without choices. */
export function choices(reader: Reader, change: Partial<Pick<Reader, 'chosen' | 'isLarge'>> = {}): string {
  const { chosen, isLarge } = { ...reader, ...change };
  const query = new URLSearchParams({ ...(chosen && { lang: chosen }), ...(isLarge && { size: 'l' }) });
  return query.size === 0 ? '' : `?${query}`;
}

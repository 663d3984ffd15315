import type { Language } from '../../../shared/cases/case.ts';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';

/** Who reads a page, and what they chose there. */
export interface Reader {
  readonly language: Language;
  /** Set when they chose it by a link; otherwise it is their browser's. */
  readonly chosen?: Language;
  readonly isLarge: boolean;
  readonly now: Instant;
}

/** The query that keeps what the reader chose, with a change to it; empty when they chose nothing. */
export function choices(reader: Reader, change: Partial<Pick<Reader, 'chosen' | 'isLarge'>> = {}): string {
  const { chosen, isLarge } = { ...reader, ...change };
  const query = new URLSearchParams({ ...(chosen && { lang: chosen }), ...(isLarge && { size: 'l' }) });
  return query.size === 0 ? '' : `?${query}`;
}

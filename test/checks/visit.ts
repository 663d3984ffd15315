import type { Page } from 'playwright-core';
import type { Language } from '../../shared/engine/language.ts';
import type { Site } from '../browser/site.ts';
import { type Said, said } from './said.ts';

/** A resident on the way to a page: their browser, the system behind it, and what they chose. */
export interface Visit {
  readonly page: Page;
  readonly here: Site;
  readonly language: Language;
  readonly said: Said;
  /** Keeps language and size from page to page. */
  readonly query: string;
}

/** Gets a resident to a page in a certain state. */
export type Arrival = (visit: Visit) => Promise<unknown>;

export function visitOf(
  page: Page,
  here: Site,
  { language: tongue, size }: { readonly language: Language | 'pseudo'; readonly size: 'usual' | 'large' },
): Visit {
  const language = tongue === 'pseudo' ? 'en' : tongue;
  const query = new URLSearchParams({ lang: language, ...(size === 'large' && { size: 'l' }) });
  return { page, here, language, said: said[language], query: `?${query}` };
}

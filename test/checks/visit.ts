import type { Page } from 'playwright-core';
import type { Language } from '../../shared/engine/language.ts';
import type { Site } from '../browser/site.ts';
import { type Texts, texts } from './sample-texts.ts';

/** A resident’s visit: the browser tab, the site behind it, and the chosen language and size. */
export interface Visit {
  readonly page: Page;
  readonly here: Site;
  readonly language: Language;
  readonly texts: Texts;
  /** Query string that carries language and size from page to page. */
  readonly query: string;
}

/** One action of a visit, or a sequence that brings a page into a certain state. */
export type PageAction = (visit: Visit) => Promise<unknown>;

export function visitOf(
  page: Page,
  here: Site,
  {
    language: renderLanguage,
    size,
  }: { readonly language: Language | 'pseudo'; readonly size: 'usual' | 'large' },
): Visit {
  const language = renderLanguage === 'pseudo' ? 'en' : renderLanguage;
  const query = new URLSearchParams({ lang: language, ...(size === 'large' && { size: 'l' }) });
  return { page, here, language, texts: texts[language], query: `?${query}` };
}

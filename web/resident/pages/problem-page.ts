import type { Words } from '../../../shared/locales/words.ts';
import { emergencyBar } from '../components/emergency.ts';
import { page } from '../components/frame.ts';
import type { Reader } from '../components/reader.ts';
import { html } from '../html.ts';
import { trackSheet } from '../style/sheet.ts';

/**
 * The page of a problem. Something that does not exist and something that the reader may not see give the same text.
 */
export const problemPage = (
  reader: Reader,
  words: Words,
  { title, detail }: { readonly title: string; readonly detail: string },
): string =>
  page({
    reader,
    words,
    station: undefined,
    sheet: trackSheet,
    title: `${words.frame.error}${title}`,
    above: emergencyBar(words.frame),
    main: html`<h1>${title}</h1><p class="say">${detail}</p><p class="say">${words.frame.poster}</p>`,
  });

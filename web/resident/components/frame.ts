import { languages } from '../../../shared/engine/language.ts';
import type { Words } from '../../../shared/locales/words.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import type { Station } from '../../../shared/stations/station.ts';
import { constant, type Html, html } from '../html.ts';
import type { Sheet } from '../style/sheet.ts';
import { choices, type Reader } from './reader.ts';
import { type Script, scriptBlock } from './script.ts';

export interface Frame {
  readonly reader: Reader;
  readonly words: Words;
  readonly station: Station | undefined;
  readonly sheet: Sheet;
  readonly script?: Script | undefined;
  readonly title: string;
  /** Shown between the top line and the content, such as the emergency numbers. */
  readonly above?: Html | false | undefined;
  readonly main: Html;
  /** The page has one size, so it offers no other. */
  readonly oneSize?: true;
}

/** Renders a whole resident page. It works without scripts and loads no further resources. */
export function page({ reader, words, station, sheet, script, title, above, main, oneSize }: Frame): string {
  const { frame } = words;
  const size = reader.isLarge ? frame.normal : frame.large;
  return html`<!doctype html>
<html lang="${reader.language}"${reader.isLarge && html` class="large"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${constant(sheet.style)}</style>
${scriptBlock(script)}
</head>
<body>
<a class="skip" href="#main">${frame.skip}</a>
<div class="wrap">
<header>
<div class="top"><b>${station?.words[reader.language] ?? frame.room}</b>
<nav aria-label="${frame.settings}">${
    !oneSize &&
    html`<a href="${linkToSelf(choices(reader, { isLarge: !reader.isLarge }))}">${size}</a>
`
  }${otherLanguages(reader, oneSize)}</nav></div>
${above}
</header>
<main id="main">
${main}
</main>
</div>
</body>
</html>
`.markup;
}

const otherLanguages = (reader: Reader, oneSize = false): readonly Html[] =>
  languages
    .filter((language) => language !== reader.language)
    .map((language) => {
      const link = linkToSelf(choices(reader, { chosen: language, ...(oneSize && { isLarge: false }) }));
      return html`<a href="${link}" lang="${language}" hreflang="${language}">${wordsOf(language).ownName}</a>`;
    });

/** An empty `href` would keep the current query. */
const linkToSelf = (query: string): string => (query === '' ? '?' : query);

import type { Words } from '../../../shared/locales/words.ts';
import { filled, type Html, html } from '../html.ts';
import { emergencyLinks } from './emergency.ts';
import { quickExit } from './tile-picker.ts';

/** The actions for an unsent report on the form's own page. */
export const keptActions = ({ kept }: Words): Html =>
  html`<details class="fold kept-actions" hidden><summary>${kept.otherwise}</summary>${action('change', kept.change)}${action('another', kept.another)}${action('discard', kept.discard)}<p class="hint">${kept.discardHint}</p></details>`;

/**
 * All states of a report that is kept on the phone. The script shows the current one; without a script nothing is kept
 * and this stays hidden.
 */
export const keptReport = (words: Words, actions?: Html): Html => {
  const { kept } = words;
  // On the form's page it replaces the form, so its heading is the page's h1.
  const unsent = actions === undefined ? html`<h2>${kept.unsent}</h2>` : html`<h1>${kept.unsent}</h1>`;
  return html`<section class="kept" id="kept" hidden tabindex="-1" aria-label="${kept.label}" data-at="${kept.at}" data-sending="${kept.sending}" data-waiting="${kept.waiting}">
<div data-standing="unsent">${unsent}<p>${kept.unsentText}</p><p class="alert">${filled(kept.danger, emergencyLinks)}</p><p class="said" dir="auto" data-kept="what"></p><p class="hint">${written} <span role="status" data-kept="now"></span></p>${button('try', kept.tryNow)}${actions}</div>
<div data-standing="refused"><h2>${kept.refused}</h2><p class="hint">${written}</p>${link('change-it', kept.refusedLink)}</div>
<div data-standing="received"><h2>${kept.received}</h2><p class="hint">${written}</p>${link('receipt', kept.receivedLink)}</div>
<div data-standing="too-old"><h2>${kept.tooOld}</h2><p>${kept.tooOldText}</p><p class="hint">${written}</p>${button('seen', kept.seen)}</div>
${quickExit(words)}</section>`;
};

const written = html`<span data-kept="at"></span>`;
const button = (name: string, text: string): Html =>
  html`<button class="btn btn-main btn-big" type="button" data-do="${name}">${text}</button>`;
const action = (name: string, text: string): Html =>
  html`<button class="btn" type="button" data-do="${name}">${text}</button>`;
const link = (name: string, text: string): Html =>
  html`<a class="btn btn-main btn-big" href="#kept" data-kept="${name}">${text}</a>`;

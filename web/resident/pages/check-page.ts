import type { PublicKey } from '../../../shared/engine/secrets/signed-document.ts';
import type { Words } from '../../../shared/locales/words.ts';
import type { Station } from '../../../shared/stations/station.ts';
import { page } from '../components/frame.ts';
import type { Reader } from '../components/reader.ts';
import type { Script } from '../components/script.ts';
import { type Html, html } from '../html.ts';
import { trackSheet } from '../style/sheet.ts';

export interface CheckPageProps {
  readonly reader: Reader;
  readonly words: Words;
  readonly script: Script | undefined;
  /** Included in the page, so that it works offline. */
  readonly keys: readonly PublicKey[];
  readonly stations: readonly Station[];
}

/** The page that verifies a signed document. The browser does everything; the pasted text is not sent. */
export function checkPage({ reader, words, script, keys, stations }: CheckPageProps): string {
  const { check } = words;
  const names = Object.fromEntries(stations.map((one) => [one.station, one.words[reader.language]]));
  return page({
    reader,
    words,
    script,
    station: undefined,
    sheet: trackSheet,
    title: check.title,
    main: html`<h1>${check.title}</h1><p class="say">${check.intro}</p>
<p class="alert say" id="cannot">${check.cannot}</p>
<form class="say" id="check" hidden data-keys="${JSON.stringify({ keys })}" data-stations="${JSON.stringify(names)}" data-faults="${JSON.stringify(check.faults)}" data-may-move="${words.track.mayMoveShort}">
<div class="field"><label class="label" for="file">${check.file}</label><input class="input" type="file" id="file" accept=".jws,.json,.txt"></div>
<div class="field"><label class="label" for="receipt-text">${check.paste}</label><textarea class="input" id="receipt-text" rows="4" autocomplete="off" spellcheck="false"></textarea></div>
<button class="btn btn-main btn-big">${check.button}</button>
</form>
<section id="found" tabindex="-1" aria-label="${check.result}">${genuine(words)}
<div class="clock is-late say" id="not-genuine" hidden><h2>${check.notGenuine}</h2><p class="say" id="why"></p></div></section>`,
  });
}

const genuine = ({ check }: Words): Html =>
  html`<div class="done is-good say" id="genuine" hidden><h2>${check.genuine}</h2><dl class="sum">${(
    ['number', 'station', 'received', 'answer', 'rules'] as const
  ).map(
    (claim) => html`<div><dt>${check.claims[claim]}</dt><dd class="num" data-claim="${claim}"></dd></div>`,
  )}</dl><p class="hint">${check.whose}</p></div>`;

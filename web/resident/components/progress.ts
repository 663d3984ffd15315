import type { ShownPromise, Track } from '../../../shared/http/views/shown-types.ts';
import { fill } from '../../../shared/locales/fill.ts';
import type { Words } from '../../../shared/locales/words.ts';
import { type Html, html } from '../html.ts';
import { dayAndTime } from './moment.ts';
import type { Reader } from './reader.ts';

type Happened = Track['history'][number];

/** What happened so far, oldest first, and what comes next. */
export function history(
  { history: informed, nextStep, sensitive }: Track,
  words: Words,
  reader: Reader,
): Html {
  const { track, frame } = words;
  const timeOf = (iso: string) => dayAndTime(Date.parse(iso), reader.now, frame);
  const when = (iso: string, said = timeOf(iso)) => html`<time datetime="${iso}">${said}</time>`;
  // What should have come by now is still to come.
  const by = (iso: string) =>
    when(iso, Date.parse(iso) > reader.now ? undefined : fill(track.past, { time: timeOf(iso) }));
  return html`<section class="part" aria-labelledby="history-h"><h2 id="history-h">${track.history}</h2><ol class="steps">${informed.map(
    (one) =>
      html`<li><b>${one.what}</b>${agreed(one, timeOf)}${said(one, sensitive, words)}${when(one.at)}</li>`,
  )}${
    nextStep !== undefined &&
    html`<li class="next"><span class="hint">${track.next}</span><br>${nextStep.what}${by(nextStep.by)}</li>`
  }</ol></section>`;
}

const agreed = ({ appointmentAt }: Happened, timeOf: (iso: string) => string): Html | false =>
  appointmentAt !== undefined && html`<p class="num">${timeOf(appointmentAt)}</p>`;

/** Words about a sensitive case are shown when asked for: somebody may look over the reader's shoulder. */
function said({ text, erased }: Happened, sensitive: boolean, { track }: Words): Html | undefined {
  if (erased) return html`<p class="hint">${track.erased}</p>`;
  if (text === undefined) return undefined;
  const shown = html`<p class="said">${text}</p>`;
  return sensitive ? html`<details class="fold"><summary>${track.reveal}</summary>${shown}</details>` : shown;
}

const looks: Readonly<Record<ShownPromise['state'], string>> = {
  open: 'tag-idle',
  paused: 'tag-soon',
  kept: 'tag-ok',
  'kept-late': 'tag-late',
  missed: 'tag-late',
};

/** Promises, kept and broken: a number that only shows the good ones is not worth reading. */
export const promises = ({ promises: made }: Track, words: Words, reader: Reader): Html | false =>
  made.length > 0 &&
  html`<section class="part" aria-labelledby="promises-h"><h2 id="promises-h">${words.track.promises}</h2><dl class="sum">${made.map(
    ({ what, by, state }) =>
      html`<div><dt>${what}</dt><dd>${dayAndTime(Date.parse(by), reader.now, words.frame)} <span class="tag ${looks[state]}">${words.track.kept[state]}</span></dd></div>`,
  )}</dl></section>`;

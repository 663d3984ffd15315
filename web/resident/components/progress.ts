import { deadlineTime, localTime } from '../../../shared/engine/calendar/local-time.ts';
import type { ShownPromise, Track } from '../../../shared/http/views/shown-types.ts';
import { fill } from '../../../shared/locales/fill.ts';
import type { Words } from '../../../shared/locales/words.ts';
import { type Html, html } from '../html.ts';
import { dayAndTime, stepTime } from './moment.ts';
import type { Reader } from './reader.ts';

type Happened = Track['history'][number];

/** The history of a case, oldest first, and its next step. */
export function history(
  { history: entries, nextStep, sensitive }: Track,
  words: Words,
  reader: Reader,
): Html {
  const { track, frame } = words;
  const timeOf = (iso: string) => dayAndTime(localTime(Date.parse(iso)), reader.now, frame);
  const when = (iso: string, text = timeOf(iso)) => html`<time datetime="${iso}">${text}</time>`;
  // An overdue next step is shown as overdue.
  const by = ({ step, by: iso }: NonNullable<Track['nextStep']>) => {
    const time = dayAndTime(stepTime(step, Date.parse(iso)), reader.now, frame);
    return when(iso, Date.parse(iso) > reader.now ? time : fill(track.past, { time }));
  };
  return html`<section class="part" aria-labelledby="history-h"><h2 id="history-h">${track.history}</h2><ol class="steps">${entries.map(
    (one) =>
      html`<li><b>${one.what}</b>${appointment(one, timeOf)}${textOf(one, sensitive, words)}${when(one.at)}</li>`,
  )}${
    nextStep !== undefined &&
    html`<li class="next"><span class="hint">${track.next}</span><br>${nextStep.what}${by(nextStep)}${nextStep.mayMove && html` <span class="hint">${track.mayMoveShort}</span>`}</li>`
  }</ol></section>`;
}

const appointment = ({ appointmentAt }: Happened, timeOf: (iso: string) => string): Html | false =>
  appointmentAt !== undefined && html`<p class="num">${timeOf(appointmentAt)}</p>`;

/** Texts of a sensitive case are hidden until the reader opens them, since somebody else may see the screen. */
function textOf({ text, erased, damaged }: Happened, sensitive: boolean, { track }: Words): Html | undefined {
  if (erased) return html`<p class="hint">${track.erased}</p>`;
  if (damaged) return html`<p class="hint">${track.damaged}</p>`;
  if (text === undefined) return undefined;
  const shown = html`<p class="said" dir="auto">${text}</p>`;
  return sensitive ? html`<details class="fold"><summary>${track.reveal}</summary>${shown}</details>` : shown;
}

const tagClasses: Readonly<Record<ShownPromise['state'], string>> = {
  open: 'tag-idle',
  paused: 'tag-soon',
  kept: 'tag-ok',
  'kept-late': 'tag-late',
  missed: 'tag-late',
};

/** All deadlines, met and breached: a list without the breached ones would be misleading. */
export const promises = ({ promises: shown }: Track, words: Words, reader: Reader): Html | false =>
  shown.length > 0 &&
  html`<section class="part" aria-labelledby="promises-h"><h2 id="promises-h">${words.track.promises}</h2><dl class="sum">${shown.map(
    ({ what, by, state, mayMove }) =>
      html`<div><dt>${what}</dt><dd>${dayAndTime(deadlineTime(Date.parse(by)), reader.now, words.frame)}${mayMove && ` ${words.track.mayMoveShort}`} <span class="tag ${tagClasses[state]}">${words.track.kept[state]}</span></dd></div>`,
  )}</dl></section>`;

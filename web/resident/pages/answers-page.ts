import { localTime } from '../../../shared/engine/calendar/local-time.ts';
import type { ShownPlaceFaq } from '../../../shared/http/views/shown-types.ts';
import { fill } from '../../../shared/locales/fill.ts';
import type { Words } from '../../../shared/locales/words.ts';
import type { Place } from '../../../shared/stations/place.ts';
import type { Station } from '../../../shared/stations/station.ts';
import { emergencyBar } from '../components/emergency.ts';
import { textLine } from '../components/field.ts';
import { page } from '../components/frame.ts';
import { dayName } from '../components/moment.ts';
import { placePlate } from '../components/plate.ts';
import { choices, type Reader } from '../components/reader.ts';
import { type Html, html } from '../html.ts';
import { answersSheet } from '../style/sheet.ts';

export interface AnswersPageProps {
  readonly reader: Reader;
  readonly words: Words;
  readonly station: Station | undefined;
  readonly place: Place;
  /** Those that are shown: all, or what was found. */
  readonly shown: readonly ShownPlaceFaq['entries'][number][];
  /** What was searched for; absent where nothing was. */
  readonly searched?: string;
  /** Somebody said that one of them was the answer. */
  readonly thanks?: boolean;
  /** Makes a repeated click on the same page count once. */
  readonly token: string;
}

/** The questions that people ask again and again, with the answers of the station. It is whole without a script. */
export function answersPage(props: AnswersPageProps): string {
  const { reader, words, station, place, shown, searched, thanks } = props;
  const { faq, frame } = words;
  const name = place.words[reader.language];
  return page({
    reader,
    words,
    station,
    sheet: answersSheet,
    title: `${faq.title} · ${name}`,
    above: emergencyBar(frame),
    main: html`${placePlate(station?.compound[reader.language], name)}
${thanks && html`<div class="after" role="status"><b>${faq.thanks}</b></div>`}
<h1>${faq.title}</h1>
<form method="post" role="search">${textLine('q', html`type="search" dir="auto" maxlength="200"`, {
      id: 'q',
      label: faq.search,
      value: searched,
      errors: [],
      error: frame.error,
    })}<button class="btn">${faq.find}</button></form>
${searched !== undefined && html`<p class="hint" role="status">${shown.length > 0 ? faq.found : faq.nothing}</p>`}
${searched === undefined && shown.length === 0 && html`<p class="say">${faq.none}</p>`}
${shown.map((one) => entry(one, props))}
<div class="after"><b>${faq.notHere}</b></div>
<p><a class="btn btn-main btn-big" href="/q/${place.code}${choices(reader)}">${faq.ask}</a></p>`,
  });
}

function entry(
  { id, question, answer, checkedAt }: ShownPlaceFaq['entries'][number],
  { reader, words, token, searched }: AnswersPageProps,
): Html {
  const { faq, frame } = words;
  const day = dayName(localTime(Date.parse(checkedAt)), reader.now, frame);
  const lines = answer.split('\n').filter((line) => line.trim() !== '');
  return html`<details class="fold" id="${id}"${searched !== undefined && html` open`}><summary>${question}</summary><div dir="auto">${lines.map(
    (line) => html`<p>${line}</p>`,
  )}</div><p class="hint">${fill(faq.checked, { day })}</p><form method="post"><input type="hidden" name="token" value="${token}"><button class="btn" name="found" value="${id}">${faq.wasIt}</button></form></details>`;
}

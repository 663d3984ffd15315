import type { Words } from '../../../shared/locales/words.ts';
import type { Station } from '../../../shared/stations/station.ts';
import { emergencyBar, telephone } from '../components/emergency.ts';
import { page } from '../components/frame.ts';
import { choices, type Reader } from '../components/reader.ts';
import { type Html, html } from '../html.ts';
import { homeSheet } from '../style/sheet.ts';

export interface HomePageProps {
  readonly reader: Reader;
  readonly words: Words;
  readonly stations: readonly Station[];
}

/**
 * The page for a person who typed the address: it has no form, because a report begins with the code of a place. Staff
 * find no link here, since they sign in where their station tells them.
 */
export function homePage({ reader, words, stations }: HomePageProps): string {
  const { home, frame } = words;
  const [only, ...others] = stations;
  return page({
    reader,
    words,
    station: others.length === 0 ? only : undefined,
    sheet: homeSheet,
    title: home.title,
    above: emergencyBar(frame),
    main: html`<div class="plate"><h1 class="plate-name">${home.title}</h1><p class="plate-sub">${home.promise}</p></div>
<h2>${home.reportTitle}</h2><p>${home.report}</p>
${stations.length > 0 && html`<p>${home.orCall}</p><ul>${stations.map((station) => callRow(station, reader))}</ul>`}
<h2>${home.followTitle}</h2><p>${home.follow}</p>
<h2>${home.receiptTitle}</h2><p><a class="btn" href="/receipt${choices(reader)}">${home.receipt}</a></p>
<h2>${home.staffTitle}</h2><p>${home.staff}</p>`,
  });
}

const callRow = ({ words, phone }: Station, { language }: Reader): Html =>
  html`<li>${words[language]} <a class="btn num" href="${telephone(phone)}">${phone}</a></li>`;

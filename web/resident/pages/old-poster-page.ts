import type { Words } from '../../../shared/locales/words.ts';
import type { Place } from '../../../shared/stations/place.ts';
import type { Station } from '../../../shared/stations/station.ts';
import { emergencyBar } from '../components/emergency.ts';
import { page } from '../components/frame.ts';
import { placePlate } from '../components/plate.ts';
import { choices, type Reader } from '../components/reader.ts';
import { html } from '../html.ts';
import { formSheet } from '../style/sheet.ts';

export interface OldPosterPageProps {
  readonly reader: Reader;
  readonly words: Words;
  readonly station: Station | undefined;
  /** The place with its current code. */
  readonly place: Place;
}

/** The page for a replaced code: it explains that the poster is old and links to the place's current form. */
export function oldPosterPage({ reader, words, station, place }: OldPosterPageProps): string {
  const { poster, frame } = words;
  const name = place.words[reader.language];
  return page({
    reader,
    words,
    station,
    sheet: formSheet,
    title: `${poster.oldTitle} · ${name}`,
    above: emergencyBar(frame),
    main: html`${placePlate(station?.compound[reader.language], name)}
<h1>${poster.oldTitle}</h1><p class="say">${poster.oldHint}</p>
<p><a class="btn btn-main btn-big" href="/q/${place.code}${choices(reader)}">${poster.oldGo}</a></p>`,
  });
}

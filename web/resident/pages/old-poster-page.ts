import type { Words } from '../../../shared/locales/words.ts';
import type { Place } from '../../../shared/stations/place.ts';
import type { Station } from '../../../shared/stations/station.ts';
import { emergencyBar } from '../components/emergency.ts';
import { page } from '../components/frame.ts';
import { placePlate } from '../components/plate.ts';
import { choices, type Reader } from '../components/reader.ts';
import { html } from '../html.ts';
import { formSheet } from '../style/sheet.ts';

export interface OldPosterRender {
  readonly reader: Reader;
  readonly words: Words;
  readonly station: Station | undefined;
  /** The place under the code it has now. */
  readonly place: Place;
}

/** A code that was replaced still leads to its place: whoever scans it is told why, and goes on in one tap. */
export function oldPosterPage({ reader, words, station, place }: OldPosterRender): string {
  const { poster, frame } = words;
  const name = place.words[reader.language];
  return page({
    ...{ reader, words, station, sheet: formSheet },
    title: `${poster.oldTitle} · ${name}`,
    above: emergencyBar(frame),
    main: html`${placePlate(station?.compound[reader.language], name)}
<h1>${poster.oldTitle}</h1><p class="say">${poster.oldHint}</p>
<p><a class="btn btn-main btn-big" href="/q/${place.code}${choices(reader)}">${poster.oldGo}</a></p>`,
  });
}

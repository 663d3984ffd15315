import type { Words } from '../../../shared/locales/words.ts';
import type { Place } from '../../../shared/stations/place.ts';
import type { Station } from '../../../shared/stations/station.ts';
import { placePlate } from '../components/plate.ts';
import { qrCode } from '../components/qr-code.ts';
import type { Reader } from '../components/reader.ts';
import { constant, filled, html } from '../html.ts';
import { posterSheet } from '../style/sheet.ts';

export interface PosterPageProps {
  readonly reader: Pick<Reader, 'language'>;
  readonly words: Words;
  readonly station: Station | undefined;
  readonly posters: readonly {
    readonly place: Place;
    readonly address: string;
    readonly code: readonly (readonly boolean[])[];
  }[];
}

const bold = (text: string) => html`<b class="num">${text}</b>`;

/** One A4 poster for each place: the QR code, the place's name, and telephone numbers for people who cannot scan it. */
export function posterPage({ reader: { language }, words, station, posters }: PosterPageProps): string {
  const { poster } = words;
  const sheets = posters.map(
    ({ place, address, code }) => html`<section class="sheet">
<header><p class="lead">${poster.lead}</p><p class="sub">${poster.sub}</p></header>
${qrCode(code, poster.code)}
${placePlate(station?.compound[language], place.words[language])}
<footer><p><b>${poster.danger}</b> ${filled(poster.first, { 110: bold('110'), 119: bold('119'), 120: bold('120') })}</p>
${station !== undefined && html`<p>${filled(poster.noPhone, { phone: bold(station.phone) })}</p>`}
<p class="fine num">${address}</p></footer>
</section>`,
  );
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${poster.title}</title>
<link rel="icon" href="data:,">
<style>${constant(posterSheet.style)}</style>
</head>
<body>
<main><h1 class="gone">${poster.title}</h1>
${sheets}
</main>
</body>
</html>
`.markup;
}

import * as z from 'zod/mini';
import { html } from '../../../shared/http/answer.ts';
import { ticket } from '../../../shared/http/shapes/ids.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import { openPosterTicket } from '../../../shared/stations/poster-ticket.ts';
import { pageEndpoint } from '../page-endpoint.ts';
import { posterPage } from '../pages/poster-page.ts';
import { posterSheet } from '../style/sheet.ts';

/** Serves the posters of a valid poster link. */
export const showPosters = pageEndpoint({
  takes: () => ({ path: z.object({ ticket: ticket() }) }),
  async asks({ world, now, isHead }, { path }) {
    const posters = await openPosterTicket(world, { ticket: path.ticket, isHead }, now);
    // Loaded lazily: posters are printed a few times a year, and residents' requests should not wait for the library.
    return posters.refusal ? posters : { ...posters, ...(await import('uqr')) };
  },
  answers({ places, station, encode }, { origin, reader }) {
    const posters = places.map((place) => {
      const address = `${origin}/q/${place.code}`;
      // Level Q: a quarter of the code may be damaged. The drawing includes the quiet zone.
      return { place, address, code: encode(address, { ecc: 'Q', border: 4 }).data };
    });
    const page = posterPage({ reader, words: wordsOf(reader.language), station, posters });
    return html(200, page, posterSheet.policy);
  },
});

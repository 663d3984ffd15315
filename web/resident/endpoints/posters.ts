import * as z from 'zod/mini';
import { html } from '../../../shared/http/answer.ts';
import { ticket } from '../../../shared/http/shapes/ids.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import { openPosterTicket } from '../../../shared/stations/poster-ticket.ts';
import { pageEndpoint } from '../page-endpoint.ts';
import { posterPage } from '../pages/poster-page.ts';
import { posterSheet } from '../style/sheet.ts';

/** For whoever opens that link while it is valid. */
export const showPosters = pageEndpoint({
  takes: () => ({ path: z.object({ ticket: ticket() }) }),
  async asks({ world, now }, { path }) {
    const posters = await openPosterTicket(world, path.ticket, now);
    // Drawn a few times a year, so no resident waits for it when the function starts.
    return posters.refusal ? posters : { ...posters, ...(await import('uqr')) };
  },
  answers({ places, station, encode }, { origin, reader }) {
    const posters = places.map((place) => {
      const address = `${origin}/q/${place.code}`;
      // A quarter of it may be torn or painted over, and the quiet zone is part of the drawing.
      return { place, address, code: encode(address, { ecc: 'Q', border: 4 }).data };
    });
    const page = posterPage({ reader, words: wordsOf(reader.language), station, posters });
    return html(200, page, posterSheet.policy);
  },
});

import * as z from 'zod/mini';
import { refused } from '../../../shared/cases/refused.ts';
import { seeOther } from '../../../shared/http/answer.ts';
import { ticket } from '../../../shared/http/shapes/ids.ts';
import { pageEndpoint } from '../page-endpoint.ts';

/**
 * Redirects from the photo store back to the case page. Query fields that the store adds are ignored; a wrong and an
 * expired ticket get the same response.
 */
export const comeBack = pageEndpoint({
  takes: () => ({ path: z.object({ ticket: ticket() }) }),
  async asks({ world, now }, { path }) {
    const opened = await world.tickets.open('return', path.ticket, now);
    return typeof opened === 'object' ? opened : refused({ code: 'not-found' });
  },
  answers: ({ path }) => seeOther(path),
});

import * as z from 'zod/mini';
import { toIso } from '../../engine/calendar/instant.ts';
import { issuePosterTicket } from '../../stations/poster-ticket.ts';
import { json } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { placeCode } from '../shapes/ids.ts';

/** Gives staff a link to posters that a browser can open once, within a few minutes. */
export const posterLink = staffEndpoint({
  takes: () => ({
    path: z.object({ place: placeCode() }),
    query: z.strictObject({ all: z.exactOptional(z.literal('1')) }),
  }),
  asks: ({ world, scope, now }, { path, query }) =>
    issuePosterTicket(world, scope, { place: path.place, all: query.all !== undefined }, now),
  answers: ({ ticket, until }, { origin }) =>
    json(200, { url: `${origin}/posters/${ticket}`, until: toIso(until) }),
});

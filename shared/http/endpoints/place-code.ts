import * as z from 'zod/mini';
import { replaceCode } from '../../stations/replace-code.ts';
import { json } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { placeCode } from '../shapes/ids.ts';

/** A new code for a place whose poster was pasted over or handed round; the posters to print come next. */
export const newPlaceCode = staffEndpoint({
  takes: () => ({ path: z.object({ place: placeCode() }) }),
  asks: ({ world, scope, now }, { path }) => replaceCode(world, path.place, scope, now),
  answers: ({ place }, { origin }) => json(200, { place: place.code, address: `${origin}/q/${place.code}` }),
});

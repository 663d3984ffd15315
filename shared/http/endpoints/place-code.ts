import * as z from 'zod/mini';
import { replaceCode } from '../../stations/replace-code.ts';
import { json } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { placeCode } from '../shapes/ids.ts';

/** Gives a place a new code, for when its poster was pasted over or the code was passed around. */
export const newPlaceCode = staffEndpoint({
  takes: () => ({ path: z.object({ place: placeCode() }) }),
  asks: ({ world, scope, now }, { path }) => replaceCode(world, path.place, scope, now),
  answers: ({ place }, { origin }) => json(200, { place: place.code, address: `${origin}/q/${place.code}` }),
});

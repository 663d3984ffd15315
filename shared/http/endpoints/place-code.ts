import * as z from 'zod/mini';
import { replaceCode } from '../../register/replace-code.ts';
import { json } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { placeCode } from '../shapes/ids.ts';
import { line } from '../shapes/text.ts';
import { passingRefusal } from './passing-refusal.ts';

/** Gives a place a new code, for when its poster was pasted over or the code was passed around. */
export const newPlaceCode = staffEndpoint({
  takes: () => ({
    path: z.object({ place: placeCode() }),
    body: z.strictObject({ reason: z.exactOptional(line(200)) }),
  }),
  asks: async ({ world, scope, now }, { path, body }) => {
    const replaced = await replaceCode(world, path.place, scope, now, body.reason);
    return replaced.refusal === undefined ? replaced : passingRefusal(replaced.refusal);
  },
  answers: ({ place }, { origin }) => json(200, { place: place.code, address: `${origin}/q/${place.code}` }),
});

import * as z from 'zod/mini';
import { languages } from '../../../engine/language.ts';
import { roles } from '../../../engine/scope.ts';
import { instant } from '../answers.ts';
import { optional, person } from './parts.ts';

export const me = z.strictObject({
  person,
  station: z.string(),
  role: z.enum(roles),
  /** The time of the service, by which a screen counts what is left. */
  now: instant,
});

const words = z.record(z.enum(languages), z.string());

const area = {
  row: z.int(),
  column: z.int(),
  rows: optional(z.int()),
  columns: optional(z.int()),
};

/** The places of the station under their present codes, and what its plan shows between them. */
export const stationPlaces = z.strictObject({
  places: z.array(
    z.strictObject({
      place: z.string(),
      building: z.string(),
      entrance: z.string(),
      words,
      /** Where its building stands on the plan of the estate. */
      position: optional(z.strictObject(area)),
      /** Which code it had before, and why it got another; absent while it has its first one. */
      renewed: optional(
        z.strictObject({
          from: z.string(),
          at: instant,
          by: optional(person),
          reason: optional(z.string()),
        }),
      ),
    }),
  ),
  /** Roads, gates and gardens. */
  strips: optional(z.array(z.strictObject({ ...area, words }))),
});

/** The new code of a place, and the address that its poster opens. */
export const newPlaceCode = z.strictObject({ place: z.string(), address: z.url() });

/** A link that a browser can open once before it expires. */
export const posterLink = z.strictObject({ url: z.url(), until: instant });

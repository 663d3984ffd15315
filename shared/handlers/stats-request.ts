import * as z from 'zod/mini';
import { isStationId } from '../engine/scope.ts';
import { idOf } from '../engine/storage/row-parts.ts';

const stationId = idOf(isStationId, 'is not the id of a station');
/** Where an earlier call came to, as its answer names it. */
const place = z.string().check(z.maxLength(100), z.regex(/^\d{1,16}#c[a-z2-7]{25}$/));

/** What operators ask the function that counts for: to count the cases of a station anew, some at a time. */
export const statsRequest = z.strictObject({ recount: stationId, after: z.exactOptional(place) });
export type StatsRequest = z.output<typeof statsRequest>;

/** How many cases were counted, and where the next call goes on; or what is wrong with the request. */
export type StatsAnswer =
  | { readonly recounted: number; readonly next?: string }
  | { readonly recounted: null; readonly fault: string };

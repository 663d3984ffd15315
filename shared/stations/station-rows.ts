import * as z from 'zod/mini';
import type { LocalDay } from '../engine/calendar/local-day.ts';
import { languages } from '../engine/language.ts';
import { onFirstUse } from '../engine/on-first-use.ts';
import type { Person, Roster } from '../engine/outbox/person.ts';
import { platformsShape } from '../engine/outbox/platforms.ts';
import { roles, type StationId } from '../engine/scope.ts';
import type { Row } from '../engine/storage/row.ts';
import { instant, personId, readRow, stationId } from '../engine/storage/row-parts.ts';
import type { Place } from './place.ts';
import { planAreaShape, planStripShape } from './plan.ts';
import type { Station } from './station.ts';

const inEachLanguage = () => z.record(z.enum(languages), z.string());

const placeShape = onFirstUse(() =>
  z.object({
    code: z.string(),
    station: stationId,
    building: z.string(),
    entrance: z.string(),
    words: inEachLanguage(),
    position: z.exactOptional(planAreaShape()),
    renewed: z.exactOptional(
      z.object({
        from: z.string(),
        at: instant,
        by: z.exactOptional(personId),
        reason: z.exactOptional(z.string()),
      }),
    ),
    replaced: z.exactOptional(z.object({ code: z.string(), at: instant, by: z.exactOptional(personId) })),
  }),
);
export const placeIn = (row: Row): Place => readRow(placeShape, row);

const stationShape = onFirstUse(() =>
  z.object({
    station: stationId,
    words: inEachLanguage(),
    compound: inEachLanguage(),
    phone: z.string(),
    strips: z.exactOptional(z.array(planStripShape())),
  }),
);
export const stationIn = (row: Row): Station => readRow(stationShape, row);

export const stationListedIn = (row: Row): StationId => readRow(z.object({ sk: stationId }), row).sk;

const localDay = () =>
  z.custom<LocalDay>((value) => typeof value === 'string' && /^20\d\d-\d\d-\d\d$/.test(value));

const personShape = onFirstUse(() =>
  z.object({
    person: personId,
    station: stationId,
    role: z.enum([...roles, 'district']),
    displayName: z.string(),
    onLeave: z.boolean(),
    deputy: z.exactOptional(personId),
    absences: z.exactOptional(
      z.array(z.object({ from: localDay(), to: localDay(), deputy: z.exactOptional(personId) })),
    ),
    struck: z.exactOptional(z.object({ at: instant, by: personId })),
    platforms: z.exactOptional(platformsShape()),
  }),
);
/** Returns `undefined` for an entry that does not parse, so that the caller can count it and leave it out. */
export const personIn = (row: Row): Person | undefined => personShape().safeParse(row).data;

/** The roster of a station from its rows. */
export function rosterIn(rows: readonly Row[]): Roster {
  const found = rows.flatMap((row) => personIn(row) ?? []);
  return {
    people: found.filter(({ struck }) => struck === undefined),
    struck: found.filter(({ struck }) => struck !== undefined),
    unreadable: rows.length - found.length,
  };
}

import * as z from 'zod/mini';
import { languages } from '../../engine/language.ts';
import type { Person } from '../../engine/outbox/person.ts';
import { roles, type StationId } from '../../engine/scope.ts';
import type { Row } from '../../engine/storage/row.ts';
import { instant, personId, readRow, stationId } from '../../engine/storage/row-parts.ts';
import { peoplePk, placeRow, placesPk, stationRow } from '../../stations/keys.ts';
import type { Place } from '../../stations/place.ts';
import type { Station } from '../../stations/station.ts';

/** A place under its code, for a resident who scans it. */
export const placeItem = (place: Place): Row => ({ ...placeRow(place.code), ...place });
/** The same place in the list of its station. */
export const listedPlaceItem = (place: Place): Row => ({
  pk: placesPk(place.station),
  sk: place.code,
  ...place,
});

const inEachLanguage = () => z.record(z.enum(languages), z.string());

const placeShape = z.object({
  code: z.string(),
  station: stationId,
  building: z.string(),
  entrance: z.string(),
  words: inEachLanguage(),
  replaced: z.exactOptional(z.object({ code: z.string(), at: instant, by: z.exactOptional(personId) })),
});
export const placeIn = (row: Row): Place => readRow(placeShape, row);

export const stationItem = (station: Station): Row => ({ ...stationRow(station.station), ...station });

const stationShape = z.object({
  station: stationId,
  words: inEachLanguage(),
  compound: inEachLanguage(),
  phone: z.string(),
});
export const stationIn = (row: Row): Station => readRow(stationShape, row);

export const personItem = (person: Person): Row => ({
  pk: peoplePk(person.station),
  sk: person.person,
  ...person,
});

export const stationListedIn = (row: Row): StationId => readRow(z.object({ sk: stationId }), row).sk;

const personShape = z.object({
  person: personId,
  station: stationId,
  role: z.enum([...roles, 'district']),
  displayName: z.string(),
  onLeave: z.boolean(),
  deputy: z.exactOptional(personId),
});
/** Returns `undefined` for an entry that does not parse, so that the caller can count it and leave it out. */
export const personIn = (row: Row): Person | undefined => personShape.safeParse(row).data;

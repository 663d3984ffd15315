import * as z from 'zod/mini';
import { languages } from '../../shared/engine/language.ts';
import type { Person } from '../../shared/engine/outbox/person.ts';
import { personId, roles, stationId } from '../../shared/engine/scope.ts';
import type { Place } from '../../shared/stations/place.ts';
import type { Station } from '../../shared/stations/station.ts';

const text = () => z.string().check(z.minLength(1), z.maxLength(200));
const words = () => z.record(z.enum(languages), text());
const person = () => z.pipe(text(), z.transform(personId));

const shape = z.strictObject({
  station: z.pipe(text(), z.transform(stationId)),
  words: words(),
  compound: words(),
  phone: text(),
  places: z.array(
    z.strictObject({
      code: z.string().check(z.regex(/^[A-Za-z0-9-]{1,64}$/)),
      building: text(),
      entrance: text(),
      words: words(),
    }),
  ),
  people: z.array(
    z.strictObject({
      person: person(),
      role: z.enum([...roles, 'district']),
      displayName: text(),
      onLeave: z._default(z.boolean(), false),
      deputy: z.exactOptional(person()),
    }),
  ),
});

/** The data of a station: its names and telephone number, its places, and its people. */
export interface Register {
  readonly station: Station;
  readonly places: readonly Place[];
  readonly people: readonly Person[];
}

/** Reads the file of a station (JSON). Throws an error with one line for each fault. */
export function readRegister(json: string): Register {
  const parsed = shape.safeParse(JSON.parse(json));
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const { station, words, compound, phone, places, people } = parsed.data;
  const auditors = new Set(people.flatMap(({ role, person: id }) => (role === 'auditor' ? [id] : [])));
  const deputized = people.filter(({ deputy }) => deputy !== undefined && auditors.has(deputy));
  if (deputized.length > 0) {
    const lines = deputized.map(
      ({ person: id }) => `The deputy of ${id} is an auditor, who changes no case.`,
    );
    throw new Error(lines.join('\n'));
  }
  return {
    station: { station, words, compound, phone },
    places: places.map((place) => ({ ...place, station })),
    people: people.map((one) => ({ ...one, station })),
  };
}

import * as z from 'zod/mini';
import './english-faults.ts';
import { defined } from '../engine/defined.ts';
import { languages } from '../engine/language.ts';
import { OperatorFault } from '../engine/operator-fault.ts';
import type { Person } from '../engine/outbox/person.ts';
import { platformsShape } from '../engine/outbox/platforms.ts';
import { isPersonId, isStationId, roles } from '../engine/scope.ts';
import { idOf } from '../engine/storage/row-parts.ts';
import type { Place } from '../stations/place.ts';
import { PLAN_STRIPS_MAX, planAreaShape, planFaults, planStripShape } from '../stations/plan.ts';
import type { Station } from '../stations/station.ts';

const text = () => z.string().check(z.minLength(1), z.maxLength(200));
const words = () => z.record(z.enum(languages), text());
const person = () =>
  idOf(
    isPersonId,
    'A person is the `sub` of their tokens: at most 128 letters without accents, digits and . _ : @ | + = / -',
  );

const shape = z.strictObject({
  station: idOf(isStationId, 'The id of a station has small letters, digits and dashes, at most 32.'),
  words: words(),
  compound: words(),
  phone: text(),
  strips: z.exactOptional(z.array(planStripShape()).check(z.maxLength(PLAN_STRIPS_MAX))),
  places: z.array(
    z.strictObject({
      code: z
        .string()
        .check(
          z.regex(
            /^[A-Za-z0-9-]{1,64}$/,
            'A code is a part of an address: letters without accents, digits and dashes, at most 64.',
          ),
        ),
      building: text(),
      entrance: text(),
      words: words(),
      position: z.exactOptional(planAreaShape()),
    }),
  ),
  people: z.array(
    z.strictObject({
      person: person(),
      role: z.enum([...roles, 'district']),
      displayName: text(),
      onLeave: z._default(z.boolean(), false),
      deputy: z.exactOptional(person()),
      platforms: z.exactOptional(platformsShape()),
    }),
  ),
});

/** The data of a station: its names and telephone number, its places, and its people. */
export interface StationFile {
  readonly station: Station;
  readonly places: readonly Place[];
  readonly people: readonly Person[];
}

function parsedJson(json: string): unknown {
  try {
    // Editors on Windows begin a file with a byte order mark.
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    throw new OperatorFault('The file of the station is not JSON.');
  }
}

/** Reads the file of a station (JSON). Throws an error with one line for each fault. */
export function readStationFile(json: string): StationFile {
  const parsed = shape.safeParse(parsedJson(json));
  if (!parsed.success) {
    throw new OperatorFault(`The file of the station is refused:\n${z.prettifyError(parsed.error)}`);
  }
  const { station, words, compound, phone, strips, places, people } = parsed.data;
  const faults = [
    ...repeated(places.map(({ code }) => code)).map((code) => `The code ${code} stands in the file twice.`),
    ...repeated(people.map((one) => one.person)).map((id) => `The person ${id} stands in the file twice.`),
    ...planFaults(plannedIn(parsed.data)),
  ];
  if (faults.length > 0) throw new OperatorFault(`The file of the station is refused:\n${faults.join('\n')}`);
  return {
    station: { station, words, compound, phone, ...defined({ strips }) },
    places: places.map((place) => ({ ...place, station })),
    people: people.map((one) => ({ ...one, station })),
  };
}

/** What the plan of the estate shows, by the names that stand in the file. */
const plannedIn = ({ places, strips = [] }: z.output<typeof shape>) => [
  ...places.flatMap(({ building, position }) =>
    position === undefined ? [] : [{ what: `Building ${building}`, at: position }],
  ),
  ...strips.map((strip, index) => ({ what: `Strip ${index + 1} (${strip.words.en})`, at: strip })),
];

/** Each id that stands there more than once. The later one would silently win, or the transaction would be refused. */
const repeated = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) < index)),
];

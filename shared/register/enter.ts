import { defined } from '../engine/defined.ts';
import type { Person } from '../engine/outbox/person.ts';
import { type Refused, refused } from '../engine/refused.ts';
import type { StationId } from '../engine/scope.ts';
import type { Row } from '../engine/storage/row.ts';
import { findPlace } from '../stations/find-place.ts';
import { listedPlaceRow, personRow, placeRow, stationRow } from '../stations/keys.ts';
import type { Place } from '../stations/place.ts';
import type { Station } from '../stations/station.ts';
import { type Change, type Registrar, ROWS_MAX, record, rowsOf } from './record.ts';
import type { RegisterRefusal } from './register.ts';
import type { RegisterWorld } from './register-world.ts';

/** What is entered of one station. */
export interface StationEntries {
  readonly station?: Station;
  readonly places?: readonly Place[];
  readonly people?: readonly Person[];
}

export interface Entered {
  /** Whether anything was written. */
  readonly recorded: boolean;
  readonly refusal?: never;
}

/** How many people and places of a file are as it says. */
export interface EnteredPart {
  readonly people: number;
  readonly places: number;
}

/** A refusal, and what was entered before it; without that, nothing was. */
export interface EntryRefused extends Refused<RegisterRefusal> {
  readonly entered?: EnteredPart;
}

/**
 * Enters what a station is, its people and its places, or corrects them; what is left out stays as it is. It takes
 * several commits for a large station. One that was interrupted is repeated: what is entered already is left alone. The
 * places come last, because they take reports, which must find the people.
 */
export async function enter(
  world: RegisterWorld,
  id: StationId,
  { station, places = [], people = [] }: StationEntries,
  registrar: Registrar,
): Promise<Entered | EntryRefused> {
  const entries: readonly Entry[] = [
    ...(station ? [{ change: stationChange(station) }] : []),
    ...people.map((person) => ({ change: personChange(person), person })),
    ...places.map((place) => ({ change: placeChange(place), place })),
  ];
  let recorded = false;
  const done: Entry[] = [];
  for (const batch of batchesOf(entries)) {
    const outcome = await record(world, id, registrar, async () => {
      const taken = await takenCode(
        world,
        batch.flatMap(({ place }) => place ?? []),
      );
      return taken ?? batch.map(({ change }) => change);
    });
    if (outcome.refusal) return { ...outcome, ...defined({ entered: partOf(done) }) };
    recorded ||= outcome.recorded;
    done.push(...batch);
  }
  return { recorded };
}

interface Entry {
  readonly change: Change;
  readonly place?: Place;
  readonly person?: Person;
}

const partOf = (done: readonly Entry[]): EnteredPart | undefined =>
  done.length === 0
    ? undefined
    : {
        people: done.filter(({ person }) => person !== undefined).length,
        places: done.filter(({ place }) => place !== undefined).length,
      };

/** As many entries in one commit as a transaction can hold. */
function batchesOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const batches: Entry[][] = [];
  let rows = ROWS_MAX;
  for (const entry of entries) {
    const more = rowsOf(entry.change);
    if (rows + more > ROWS_MAX) {
      batches.push([]);
      rows = 0;
    }
    batches.at(-1)?.push(entry);
    rows += more;
  }
  return batches;
}

/** A code leads to one place for ever, so one that was replaced or is another station's cannot be entered. */
export async function takenCode(
  { store }: Pick<RegisterWorld, 'store'>,
  places: readonly Place[],
): Promise<Refused<RegisterRefusal> | undefined> {
  const found = await Promise.all(places.map(({ code }) => store.findPlace(code)));
  for (const [index, { code, station }] of places.entries()) {
    const before = found[index];
    if (before === undefined) continue;
    if (before.station !== station) return refused({ code: 'code-taken', place: code });
    if (before.replaced === undefined) continue;
    const now = (await findPlace({ store }, code))?.code;
    return refused({ code: 'code-taken', place: code, ...defined({ now }) });
  }
  return undefined;
}

const stationChange = (station: Station): Change => ({
  fact: 'station-entered',
  changed: 'station-changed',
  rows: [{ key: stationRow(station.station), content: contentOf(station) }],
});

const placeChange = (place: Place): Change => ({
  fact: 'place-entered',
  changed: 'place-changed',
  rows: placeRows(place),
});

/** A place under its code, for a resident who scans it, and in the list of its station. */
export const placeRows = (place: Place): Change['rows'] => [
  {
    key: placeRow(place.code),
    content: contentOf(place),
    keeps: ['renewed'],
    unchanged: { station: place.station, replaced: undefined },
  },
  {
    key: listedPlaceRow(place.station, place.code),
    content: contentOf(place),
    keeps: ['renewed'],
    unchanged: { replaced: undefined },
  },
];

const personChange = (person: Person): Change => ({
  fact: 'person-entered',
  changed: 'person-changed',
  rows: [
    {
      key: personRow(person.station, person.person),
      content: contentOf(person),
      isSalted: true,
      // A file that is entered again, say for a new place, neither takes back what a chief entered nor who was struck.
      keeps: ['absences', 'struck'],
    },
  ],
});

/** Without attributes that are undefined, which the table would not keep. */
export const contentOf = (values: object): Row =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

import type { Store } from '../../../shared/cases/world.ts';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import type { Person } from '../../../shared/engine/outbox/person.ts';
import {
  type PersonId,
  personId,
  type Role,
  type Scope,
  scopeOf,
  stationId,
} from '../../../shared/engine/scope.ts';
import type { Place } from '../../../shared/stations/place.ts';
import { enteredPeople, enteredPlace } from '../../enter.ts';

/** Two stations, so that a leak from one to the other is found. */
export const stations = [stationId('st1'), stationId('st2')] as const;
export const placeOf = (station: string): string => `${station}-b3-1`;

const place = (station: (typeof stations)[number]): Place => ({
  code: placeOf(station),
  station,
  building: 'b3',
  entrance: '1',
  words: { 'zh-CN': '3 号楼 1 单元', en: 'Building 3, entrance 1' },
});

const roles: readonly (readonly [string, Person['role']])[] = [
  ['guard-1', 'guard'],
  ['guard-2', 'guard'],
  ['officer-1', 'officer'],
  ['officer-2', 'officer'],
  ['chief', 'chief'],
  ['desk', 'district'],
];

export const people: readonly Person[] = stations.flatMap((station) =>
  roles.map(([name, role]) => ({
    person: personId(`${station}-${name}`),
    station,
    role,
    displayName: name,
    onLeave: false,
    ...(name === 'officer-1' && { deputy: personId(`${station}-officer-2`) }),
  })),
);

const isStaff = (role: Person['role']): role is Role => role !== 'district';

/** The scope of each member of staff. */
export const desks: readonly Scope[] = people.flatMap(({ station, person, role }) =>
  isStaff(role) ? [scopeOf({ station, person, role })] : [],
);

/** The scope in which a person_ person acts. The district has none at the station, so its chief acts. */
export function deskOf(addressee: PersonId | undefined): Scope | undefined {
  const own = desks.find(({ person }) => person === addressee);
  if (own !== undefined) return own;
  const station = people.find(({ person }) => person === addressee)?.station;
  return desks.find((desk) => desk.station === station && desk.role === 'chief');
}

export async function addStations(store: Store, now: Instant): Promise<void> {
  for (const station of stations) await enteredPlace(store, place(station), now);
  await enteredPeople(store, people, now);
}

import { signal } from '@preact/signals';
import { buildingNumber } from '../text/building-number.ts';
import { language } from '../text/words.ts';
import { ask } from './api.ts';
import type { Me, ShownPeople, ShownPlaces, ShownTypes } from './shapes.ts';

/** What every screen needs and seldom changes: who is signed in, and the station's types, places and people. */
export interface StationData {
  readonly me: Me;
  readonly types: ShownTypes;
  readonly places: ShownPlaces['places'];
  readonly strips: ShownPlaces['strips'];
  readonly people: ShownPeople['people'];
}

export const stationData = signal<StationData | undefined>(undefined);

export function station(): StationData {
  if (stationData.value === undefined) throw new Error('nobody is signed in');
  return stationData.value;
}

/** @returns undefined when all is loaded, or the first answer that was none */
export async function loadStation() {
  const [me, types, places, people] = await Promise.all([
    ask<Me>('GET', '/v1/me'),
    ask<ShownTypes>('GET', '/v1/office/types'),
    ask<ShownPlaces>('GET', '/v1/office/places'),
    ask<ShownPeople>('GET', '/v1/office/people'),
  ]);
  for (const answer of [me, types, places, people]) if (answer.kind !== 'done') return answer;
  if (me.kind === 'done' && types.kind === 'done' && places.kind === 'done' && people.kind === 'done') {
    stationData.value = {
      me: me.body,
      types: types.body,
      places: places.body.places,
      strips: places.body.strips,
      people: people.body.people,
    };
  }
  return undefined;
}

/** Who is away and who stands in changes in the course of a day. */
export function keepPeople(people: StationData['people']): void {
  const known = stationData.peek();
  if (known !== undefined && known.people !== people) stationData.value = { ...known, people };
}

export const personName = (person: string | undefined): string =>
  station().people.find((one) => one.person === person)?.displayName ?? person ?? '';

export const placeOf = (code: string) => station().places.find(({ place }) => place === code);

export const typeOf = (type: string) => station().types.types.find((one) => one.type === type);

/** `12-2`: how people call a building and its entrance; a place without a number has a name. */
export function plateOf({ place, building }: { readonly place: string; readonly building: string }): string {
  const known = placeOf(place);
  const number = buildingNumber(building);
  if (number === undefined) return known?.words[language()] ?? building;
  return known?.entrance ? `${number}-${known.entrance}` : number;
}

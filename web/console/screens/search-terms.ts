import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { dayNumberAt, localDayAt, startOfDay } from '../../../shared/engine/calendar/local-day.ts';
import type { BoardFilters } from '../api/shapes.ts';
import { buildingNumber } from '../text/building-number.ts';

/** What a person may have meant by what they typed into the one field. */
export type Meaning =
  | { readonly by: 'reference'; readonly reference: string }
  | { readonly by: 'phone'; readonly phone: string }
  | {
      readonly by: 'filters';
      readonly label: 'place' | 'type' | 'person' | 'day';
      readonly shown: string;
      readonly filters: BoardFilters;
    };

export interface Known {
  readonly places: readonly {
    readonly place: string;
    readonly building: string;
    readonly entrance: string;
    readonly name: string;
  }[];
  readonly types: readonly { readonly type: string; readonly name: string }[];
  readonly people: readonly { readonly person: string; readonly name: string }[];
  readonly now: Instant;
}

/** Digits of any script that an input method may give, as ASCII. */
const plain = (text: string): string => text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ');

/**
 * Reads one field: seven digits are a number, more a telephone, `12-2` or `12 号楼` a place, `11-30` a day where it is no
 * place, anything else a type or a person by a part of the name. All that fit are given, the likeliest first.
 */
export function meaningsOf(text: string, known: Known): readonly Meaning[] {
  const given = plain(text);
  const digits = given.replaceAll(/[\s-]/g, '');
  if (/^\d{7}$/.test(digits)) return [{ by: 'reference', reference: digits }];
  if (/^\+?\d{8,15}$/.test(digits)) return [{ by: 'phone', phone: given }];
  return [...placesIn(given, known), ...daysIn(given, known), ...namesIn(given, known)];
}

function placesIn(given: string, { places }: Known): readonly Meaning[] {
  const found = /^(\d{1,3})\s*(?:号楼|号|#|-|\s)?\s*(\d{1,2})?\s*(?:单元)?$/.exec(given);
  if (found === null) return [];
  const [, number, entrance] = found;
  const inBuilding = places.filter(({ building }) => buildingNumber(building) === String(Number(number)));
  const [first] = inBuilding;
  if (first === undefined) return [];
  const place = inBuilding.find((one) => one.entrance === entrance);
  return entrance !== undefined && place !== undefined
    ? [{ by: 'filters', label: 'place', shown: place.name, filters: { place: place.place } }]
    : entrance === undefined
      ? [{ by: 'filters', label: 'place', shown: given, filters: { building: first.building } }]
      : [];
}

function daysIn(given: string, { now }: Known): readonly Meaning[] {
  const found = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(given);
  if (found === null) return [];
  const [, year, month, day] = found;
  const today = localDayAt(startOfDay(dayNumberAt(now)));
  const two = (part: string | undefined) => String(part).padStart(2, '0');
  const of = (inYear: string) => `${inYear}-${two(month)}-${two(day)}`;
  const thisYear = today.slice(0, 4);
  // A day that has not come yet is one of last year.
  const date =
    year !== undefined ? of(year) : of(thisYear) > today ? of(String(Number(thisYear) - 1)) : of(thisYear);
  const starts = Date.parse(`${date}T00:00:00+08:00`);
  if (Number.isNaN(starts)) return [];
  const next = localDayAt(startOfDay(dayNumberAt(starts) + 1));
  return [{ by: 'filters', label: 'day', shown: date, filters: { from: date, to: next } }];
}

function namesIn(given: string, { types, people }: Known): readonly Meaning[] {
  if (given === '') return [];
  const has = (name: string): boolean => name.toLowerCase().includes(given.toLowerCase());
  return [
    ...people
      .filter(({ name }) => has(name))
      .map(
        ({ person, name }) =>
          ({ by: 'filters', label: 'person', shown: name, filters: { assignee: person } }) as const,
      ),
    ...types
      .filter(({ name }) => has(name))
      .map(({ type, name }) => ({ by: 'filters', label: 'type', shown: name, filters: { type } }) as const),
  ].slice(0, 8);
}

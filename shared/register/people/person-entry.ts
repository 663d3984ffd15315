import type { LocalDay } from '../../engine/calendar/local-day.ts';
import type { Absence, Person } from '../../engine/outbox/person.ts';
import type { PersonId } from '../../engine/scope.ts';

/** What a chief enters of a person. */
export type PersonEntry = Pick<
  Person,
  'person' | 'role' | 'displayName' | 'onLeave' | 'deputy' | 'platforms'
>;

/** How a chief changes the roster. */
export type RosterChange =
  /** Enters a person, also one who was struck, or corrects the entry; absences stay. */
  | { readonly kind: 'enter'; readonly entry: PersonEntry }
  /** The days away of a person, all of them: what is left out is taken back. */
  | { readonly kind: 'absences'; readonly person: PersonId; readonly absences: readonly Absence[] }
  | { readonly kind: 'strike'; readonly person: PersonId };

/** More than a year of single days off. */
export const ABSENCES_MAX = 60;
/** Rows of a roster, those of people who were struck included: what is read at once. */
export const ROSTER_MAX = 400;

/** Sorted, so that the same absences are the same row. Those that are over long ago are left out by who enters them. */
export const inOrder = (absences: readonly Absence[]): readonly Absence[] =>
  absences.toSorted((one, other) => compare(one.from, other.from) || compare(one.to, other.to));

const compare = (one: LocalDay, other: LocalDay): number => (one < other ? -1 : one > other ? 1 : 0);

import type { Instant } from '../calendar/instant.ts';
import { localDayAt } from '../calendar/local-day.ts';
import type { PersonId } from '../scope.ts';
import type { Message } from './message.ts';
import type { Absence, Person } from './person.ts';

/** A deputy may be on leave too and have a deputy; a longer chain than this is taken for a cycle. */
const DEPUTIES_MAX = 5;

/**
 * The staff that a message goes to, each once; people on leave are replaced by their deputies. Empty if all are on
 * leave without a deputy, and for residents and roles outside of the station, which are in no roster. An auditor changes
 * no case, so no message goes to one: not to a deputy, and not to an assignee who became an auditor later.
 */
export function addressees(
  { to, person }: Pick<Message, 'to' | 'person'>,
  roster: readonly Person[],
  now: Instant,
): readonly Person[] {
  const addressed = to === 'assignee' ? roster.filter((one) => one.person === person) : withRole(to, roster);
  const present = addressed.flatMap((one) => presentFor(one, roster, now) ?? []);
  return [...new Set(present)];
}

const withRole = (role: string, roster: readonly Person[]): readonly Person[] =>
  roster.filter((one) => one.role === role);

/** Who gets the messages of a person at this time: the person, or whoever stands in; `undefined` if nobody does. */
export function presentFor(person: Person, roster: readonly Person[], now: Instant): Person | undefined {
  let candidate: Person | undefined = person;
  for (let deputies = 0; candidate !== undefined && isAway(candidate, now); deputies += 1) {
    if (deputies >= DEPUTIES_MAX) return undefined;
    const deputy: PersonId | undefined = absenceAt(candidate, now)?.deputy ?? candidate.deputy;
    candidate = roster.find((one) => one.person === deputy);
  }
  return candidate?.role === 'auditor' ? undefined : candidate;
}

export const isAway = (person: Person, now: Instant): boolean =>
  person.onLeave || absenceAt(person, now) !== undefined;

/** Local days sort as text. */
function absenceAt({ absences = [] }: Person, now: Instant): Absence | undefined {
  if (absences.length === 0) return undefined;
  const today = localDayAt(now);
  return absences.find(({ from, to }) => from <= today && today <= to);
}

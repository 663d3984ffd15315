import type { PersonId } from '../scope.ts';
import type { Message } from './message.ts';
import type { Person } from './person.ts';

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
): readonly Person[] {
  const addressed = to === 'assignee' ? roster.filter((one) => one.person === person) : withRole(to, roster);
  const present = addressed.flatMap((one) => presentFor(one, roster) ?? []);
  return [...new Set(present)];
}

const withRole = (role: string, roster: readonly Person[]): readonly Person[] =>
  roster.filter((one) => one.role === role);

function presentFor(person: Person, roster: readonly Person[]): Person | undefined {
  let candidate: Person | undefined = person;
  for (let deputies = 0; candidate?.onLeave && deputies < DEPUTIES_MAX; deputies += 1) {
    const deputy: PersonId | undefined = candidate.deputy;
    candidate = roster.find((one) => one.person === deputy);
  }
  return candidate?.onLeave || candidate?.role === 'auditor' ? undefined : candidate;
}

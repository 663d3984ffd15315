import type { Person } from '../../stations/person.ts';
import type { PersonId } from '../scope.ts';
import type { Message } from './message.ts';

/** Who stands in for a member of staff on leave may be on leave too; a longer chain than this is a circle. */
const DEPUTIES_MAX = 5;

/**
 * The staff a message goes to, as the roster stands when it is sent, each once; those on leave are stood in for by
 * their deputies. Nobody, where all are away without one. A resident or an outside role is in no roster.
 */
export function addressees(
  { to, person }: Pick<Message, 'to' | 'person'>,
  roster: readonly Person[],
): readonly Person[] {
  const meant = to === 'assignee' ? roster.filter((one) => one.person === person) : withRole(to, roster);
  const present = meant.flatMap((one) => presentFor(one, roster) ?? []);
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
  return candidate?.onLeave ? undefined : candidate;
}

import { OperatorFault } from '../engine/operator-fault.ts';
import type { Person } from '../engine/outbox/person.ts';
import type { PersonId } from '../engine/scope.ts';

/**
 * Checks that everybody who is entered is represented by somebody who gets messages, and so is everybody whose deputy is
 * entered. Others of the roster are left alone: a fault of theirs must not keep a correction out.
 * @throws OperatorFault with a sentence for each fault
 */
export function checkDeputies(entered: readonly Person[], roster: readonly Person[]): void {
  const people = new Map([...roster, ...entered].map((one) => [one.person, one]));
  const isEntered = new Set(entered.map(({ person }) => person));
  const faults = [...people.values()].flatMap(({ person, deputy }) => {
    if (deputy === undefined || !(isEntered.has(person) || isEntered.has(deputy))) return [];
    return faultOf(person, deputy, people) ?? [];
  });
  if (faults.length > 0) throw new OperatorFault(faults.join('\n'));
}

function faultOf(
  person: PersonId,
  deputy: PersonId,
  people: ReadonlyMap<PersonId, Person>,
): string | undefined {
  if (deputy === person) return `The deputy of ${person} is the same person.`;
  const found = people.get(deputy);
  if (found === undefined) {
    return `The deputy of ${person} is ${deputy}, who is neither in the file nor on the roster of the station.`;
  }
  return found.role === 'auditor' ? `The deputy of ${person} is an auditor, who changes no case.` : undefined;
}

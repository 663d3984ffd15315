import { describe, expect, it } from 'vitest';
import type { Person } from '../../shared/engine/outbox/person.ts';
import { addressees } from '../../shared/engine/outbox/roster.ts';
import { personId } from '../../shared/engine/scope.ts';
import { member } from '../cases/duty-room.ts';

const on = (deputy: string) => ({ onLeave: true, deputy: personId(deputy) });
const names = (people: readonly Person[]) => people.map(({ person }) => person);

const roster = [
  member('guard', 'g1'),
  member('guard', 'g2', on('g1')),
  member('guard', 'g3', on('o1')),
  member('officer', 'o1'),
  member('officer', 'o2', { onLeave: true }),
  member('chief', 'c1', on('c2')),
  member('chief', 'c2', on('c1')),
  member('district', 'd1'),
  member('auditor', 'a1'),
];

describe('a role', () => {
  it('is everybody of its role, with deputies for those on leave, each once', () => {
    expect(names(addressees({ to: 'guard' }, roster))).toEqual(['g1', 'o1']);
    expect(names(addressees({ to: 'officer' }, roster))).toEqual(['o1']);
    expect(names(addressees({ to: 'district' }, roster))).toEqual(['d1']);
  });

  it('is the person a case was assigned to, or their deputy', () => {
    const assignee = (person: string) =>
      names(addressees({ to: 'assignee', person: personId(person) }, roster));
    expect(assignee('o1')).toEqual(['o1']);
    expect(assignee('g2')).toEqual(['g1']);
  });

  it('is nobody when all are away, stand in for each other, or have left the roster', () => {
    expect(addressees({ to: 'chief' }, roster)).toEqual([]);
    expect(addressees({ to: 'assignee', person: personId('o2') }, roster)).toEqual([]);
    expect(addressees({ to: 'assignee', person: personId('gone') }, roster)).toEqual([]);
    expect(addressees({ to: 'assignee' }, roster)).toEqual([]);
  });

  it('is never an auditor, who changes no case: not as assignee, and not as deputy', () => {
    const away = member('guard', 'g4', on('a1'));
    expect(addressees({ to: 'assignee', person: personId('a1') }, roster)).toEqual([]);
    expect(addressees({ to: 'assignee', person: personId('g4') }, [...roster, away])).toEqual([]);
  });

  it('outside the station has nobody in the roster', () => {
    expect(addressees({ to: 'resident' }, roster)).toEqual([]);
    expect(addressees({ to: 'third-party' }, roster)).toEqual([]);
  });
});

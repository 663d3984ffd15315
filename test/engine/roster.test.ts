import { describe, expect, it } from 'vitest';
import type { Person } from '../../shared/engine/outbox/person.ts';
import { addressees } from '../../shared/engine/outbox/roster.ts';
import { personId } from '../../shared/engine/scope.ts';
import { member } from '../cases/duty-room.ts';
import { at } from './wall-clock.ts';

const now = at('2026-11-23 10:00');

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
    expect(names(addressees({ to: 'guard' }, roster, now))).toEqual(['g1', 'o1']);
    expect(names(addressees({ to: 'officer' }, roster, now))).toEqual(['o1']);
    expect(names(addressees({ to: 'district' }, roster, now))).toEqual(['d1']);
  });

  it('is the person a case was assigned to, or their deputy', () => {
    const assignee = (person: string) =>
      names(addressees({ to: 'assignee', person: personId(person) }, roster, now));
    expect(assignee('o1')).toEqual(['o1']);
    expect(assignee('g2')).toEqual(['g1']);
  });

  it('is nobody when all are away, stand in for each other, or have left the roster', () => {
    expect(addressees({ to: 'chief' }, roster, now)).toEqual([]);
    expect(addressees({ to: 'assignee', person: personId('o2') }, roster, now)).toEqual([]);
    expect(addressees({ to: 'assignee', person: personId('gone') }, roster, now)).toEqual([]);
    expect(addressees({ to: 'assignee' }, roster, now)).toEqual([]);
  });

  it('is never an auditor, who changes no case: not as assignee, and not as deputy', () => {
    const away = member('guard', 'g4', on('a1'));
    expect(addressees({ to: 'assignee', person: personId('a1') }, roster, now)).toEqual([]);
    expect(addressees({ to: 'assignee', person: personId('g4') }, [...roster, away], now)).toEqual([]);
  });

  it('is without whoever is away on that day, from its midnight to the midnight after its last', () => {
    const away = { absences: [{ from: '2026-11-24', to: '2026-11-25' }] } as const;
    const people = [member('guard', 'g1', away), member('guard', 'g2')];
    const on = (time: string) => names(addressees({ to: 'guard' }, people, at(time)));
    expect(on('2026-11-23 23:59')).toEqual(['g1', 'g2']);
    expect(on('2026-11-24 00:00')).toEqual(['g2']);
    expect(on('2026-11-25 23:59')).toEqual(['g2']);
    expect(on('2026-11-26 00:00')).toEqual(['g1', 'g2']);
  });

  it('has the deputy of the absence before the one who always stands in', () => {
    const absence = { from: '2026-11-23', to: '2026-11-23', deputy: personId('o1') } as const;
    const people = [
      member('guard', 'g1', { deputy: personId('g2'), absences: [absence] }),
      member('guard', 'g2', { onLeave: true }),
      member('officer', 'o1'),
    ];
    expect(names(addressees({ to: 'guard' }, people, now))).toEqual(['o1']);
    expect(names(addressees({ to: 'guard' }, people, at('2026-11-24 10:00')))).toEqual(['g1']);
  });

  it('outside the station has nobody in the roster', () => {
    expect(addressees({ to: 'resident' }, roster, now)).toEqual([]);
    expect(addressees({ to: 'third-party' }, roster, now)).toEqual([]);
  });
});

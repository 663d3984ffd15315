import { expect, it } from 'vitest';
import { isUrgent, priorities } from '../../shared/engine/priority.ts';
import {
  personId,
  type Role,
  rosterScope,
  scopeOf,
  staffActor,
  stationId,
} from '../../shared/engine/scope.ts';

const station = stationId('st1');
const person = personId('p-li');

it.each(['', 'ST1', 'st1#C', 's'.repeat(33)])('"%s" is no station id, and using it is a defect', (text) => {
  expect(() => stationId(text)).toThrow(`not a station id: "${text}"`);
});

it.each(['', 'p-1#C#2', 'p 1', 'p'.repeat(129)])('"%s" is no person id, and using it is a defect', (text) => {
  expect(() => personId(text)).toThrow(`not a person id: "${text}"`);
});

it('ids are as long as keys allow', () => {
  expect(stationId('s'.repeat(32))).toHaveLength(32);
  expect(personId('p'.repeat(128))).toHaveLength(128);
});

it.each(['auditor', 'guard', 'officer', 'chief'] as const)('the roster’s %s sees as one', (role: Role) => {
  expect(rosterScope({ station, person, role })).toEqual({ station, person, role });
});

it('the district desk sees what an auditor may', () => {
  expect(rosterScope({ station, person, role: 'district' })).toEqual({ station, person, role: 'auditor' });
});

it('the actor of a scope is its person, in its role and station', () => {
  expect(staffActor(scopeOf({ station, person, role: 'guard' }))).toEqual({
    kind: 'staff',
    station,
    person,
    role: 'guard',
  });
});

it('only P0 and P1 are sent at night', () => {
  expect(priorities.filter(isUrgent)).toEqual(['P0', 'P1']);
});

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

it.each(['', 'ST1', 'st1#C', 's'.repeat(33)])('"%s" names no station, and saying so is a defect', (text) => {
  expect(() => stationId(text)).toThrow(`not a station id: "${text}"`);
});

it.each(['', 'p-1#C#2', 'p 1', 'p'.repeat(129)])('"%s" names nobody, and saying so is a defect', (text) => {
  expect(() => personId(text)).toThrow(`not a person id: "${text}"`);
});

it('names are as long as keys allow', () => {
  expect(stationId('s'.repeat(32))).toHaveLength(32);
  expect(personId('p'.repeat(128))).toHaveLength(128);
});

it.each(['auditor', 'guard', 'officer', 'chief'] as const)('the roster’s %s sees as one', (role: Role) => {
  expect(rosterScope({ station, person, role })).toEqual({ station, person, role });
});

it('the district desk sees what an auditor may', () => {
  expect(rosterScope({ station, person, role: 'district' })).toEqual({ station, person, role: 'auditor' });
});

it('who acts at a desk is its person, in its role and station', () => {
  expect(staffActor(scopeOf({ station, person, role: 'guard' }))).toEqual({
    kind: 'staff',
    station,
    person,
    role: 'guard',
  });
});

it('what is urgent does not sleep: P0 and P1, and nothing below', () => {
  expect(priorities.filter(isUrgent)).toEqual(['P0', 'P1']);
});

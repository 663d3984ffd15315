import { describe, expect, it } from 'vitest';
import { guardTypes, maySee, maySeeReporter } from '../../shared/cases/access.ts';
import type { Case } from '../../shared/cases/case.ts';
import type { CaseType } from '../../shared/cases/case-type.ts';
import { personId, type Role, roles, scopeOf, stationId } from '../../shared/engine/scope.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { report, resident, Scenario, station } from './decisions/scenario.ts';

const desk = (role: Role, where = station) =>
  scopeOf({ station: where, person: personId(`p-${role}`), role });
const sees = (role: Role, { found }: Scenario, where = station): boolean =>
  maySee(desk(role, where), found as Case, standardPolicy);
const reported = (type: CaseType) => new Scenario().when('2026-11-23 10:00', report(type), resident);
const assigned = (person: string) =>
  reported('lost-item').when('2026-11-23 10:10', { move: 'assign', to: personId(person) });

describe('a case of the station', () => {
  it.each(['auditor', 'officer', 'chief'] as const)('is seen by %s, whatever it is about', (role) => {
    expect(sees(role, reported('lead'))).toBe(true);
    expect(sees(role, assigned('p-li'))).toBe(true);
  });

  it.each(roles)('is not there for a %s of another station', (role) => {
    expect(sees(role, reported('lost-person'), stationId('st2'))).toBe(false);
  });
});

describe('a guard', () => {
  it('sees cases whose alerts go to guards', () => {
    expect(sees('guard', reported('lost-person'))).toBe(true);
    expect(sees('guard', reported('lost-item'))).toBe(false);
    expect(guardTypes(standardPolicy)).toEqual(['lost-person', 'found-person']);
  });

  it('still sees such a case when an officer has become responsible', () => {
    const scenario = reported('lost-person').when('2026-11-23 10:01', {
      move: 'assign',
      to: personId('p-li'),
    });
    expect(scenario.found?.responsible).not.toBe('guard');
    expect(sees('guard', scenario)).toBe(true);
  });

  it('sees what is assigned to them, and not what is assigned to another', () => {
    expect(sees('guard', assigned('p-guard'))).toBe(true);
    expect(sees('guard', assigned('p-zhou'))).toBe(false);
  });

  it('sees what the escalation has brought to the guards, until it escalates on', () => {
    const scenario = reported('lost-item').tick('2026-11-23 12:00').tick('2026-11-23 12:30');
    expect(scenario.found?.responsible).toBe('officer');
    expect(sees('guard', scenario)).toBe(false);
    const early = reported('lost-item').tick('2026-11-23 10:30').tick('2026-11-23 11:00');
    expect(early.found?.responsible).toBe('guard');
    expect(sees('guard', early)).toBe(true);
  });
});

describe('who reported', () => {
  const rolesThatSee = (type: CaseType) =>
    roles.filter((role) => maySeeReporter(desk(role), reported(type).found as Case, standardPolicy));

  it('is shown for a suspicion only to officers and chiefs', () => {
    expect(rolesThatSee('lead')).toEqual(['officer', 'chief']);
  });

  it('is shown for any other case to everyone who may see the case', () => {
    expect(rolesThatSee('lost-item')).toEqual(['auditor', 'guard', 'officer', 'chief']);
  });
});

import { describe, expect, it } from 'vitest';
import type { Case, Details } from '../../../shared/cases/case.ts';
import { type CaseType, caseTypes } from '../../../shared/cases/case-type.ts';
import { isSecret, isSensitive } from '../../../shared/cases/secrecy.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import { report, resident, Scenario, staff } from './scenario.ts';

const types = standardPolicy.types;
const hasSecretReporter = (type: CaseType) => types[type].secretReporter;
const secret = caseTypes.filter(hasSecretReporter);
const plain = caseTypes.filter((type) => !hasSecretReporter(type));

const reported = (type: CaseType) => new Scenario().when('2026-11-23 10:00', report(type), resident);
const retype = (type: CaseType, details: Details = {}) => ({ move: 'retype', type, details }) as const;
const lift = { move: 'lift-secrecy', text: '分错了类型，不是线索' } as const;
const caseOf = ({ found }: Scenario): Case => {
  if (found === undefined) throw new Error('nothing was reported');
  return found;
};
const isKept = (scenario: Scenario) => isSecret(caseOf(scenario), standardPolicy);
const isNeutral = (scenario: Scenario) => isSensitive(caseOf(scenario), standardPolicy);

describe('who reported', () => {
  it('is secret from the start where the type says so, with nothing more in the row', () => {
    for (const type of caseTypes) {
      const scenario = reported(type);
      expect(isKept(scenario), type).toBe(hasSecretReporter(type));
      expect(scenario.found).not.toHaveProperty('secrecy');
      expect(scenario.found).not.toHaveProperty('sensitive');
    }
  });

  it.each(secret.flatMap((from) => caseTypes.map((to) => ({ from, to }))))(
    'of a $from stays secret as a $to, and as whatever it becomes then',
    ({ from, to }) => {
      const scenario = reported(from).when('2026-11-23 10:10', retype(to));
      expect(isKept(scenario)).toBe(true);
      for (const next of caseTypes) {
        scenario.when('2026-11-23 10:20', retype(next));
        expect(isKept(scenario), next).toBe(true);
      }
    },
  );

  it.each(plain.flatMap((from) => secret.map((to) => ({ from, to }))))(
    'of a $from is secret once it is a $to, and afterwards',
    ({ from, to }) => {
      const scenario = reported(from).when('2026-11-23 10:10', retype(to));
      expect(isKept(scenario)).toBe(true);
      expect(isKept(scenario.when('2026-11-23 10:20', retype(from)))).toBe(true);
    },
  );

  it('stays open between types that keep no secret', () => {
    for (const from of plain) {
      for (const to of plain) {
        const scenario = reported(from).when('2026-11-23 10:10', retype(to));
        expect(isKept(scenario), `${from} ${to}`).toBe(false);
      }
    }
  });

  it('is no secret any more once a chief has lifted it, also after other types and new answers', () => {
    for (const type of secret) {
      const scenario = reported(type).when('2026-11-23 10:10', lift, staff('chief'));
      expect(scenario.facts).toMatchObject([{ fact: 'secrecy-lifted' }]);
      expect(scenario.notified).toEqual([]);
      expect(isKept(scenario)).toBe(false);
      expect(isKept(scenario.when('2026-11-23 10:20', retype(type, { now: 'no' })))).toBe(false);
      expect(isKept(scenario.when('2026-11-23 10:30', retype('hazard')))).toBe(false);
      scenario.refuses('2026-11-23 10:40', lift, staff('chief'), 'not-secret');
      expect(isKept(scenario.when('2026-11-23 10:50', retype(type)))).toBe(true);
    }
  });

  it('is lifted in an ended case too, which stays as it is', () => {
    const scenario = reported('lead').when('2026-11-23 10:10', { move: 'withdraw' }, resident);
    scenario.when('2026-11-23 10:20', { move: 'grant-withdrawal' });
    const ended = caseOf(scenario);
    expect(ended.status).toBe('withdrawn');
    expect(caseOf(scenario.when('2026-11-24 10:20', lift, staff('chief')))).toEqual({
      ...ended,
      version: ended.version + 1,
      secrecy: 'lifted',
    });
  });

  it('is derived from the type in a row that says nothing, and from then on kept', () => {
    const { secrecy: _, ...old } = caseOf(reported('lead'));
    const scenario = new Scenario();
    scenario.found = old as Case;
    expect(isKept(scenario.when('2026-11-23 10:10', retype('hazard')))).toBe(true);
  });
});

describe('what a case is about', () => {
  it('stays out of titles and messages once it was sensitive, whatever it is called then', () => {
    for (const from of caseTypes) {
      for (const to of caseTypes) {
        const scenario = reported(from).when('2026-11-23 10:10', retype(to));
        expect(isNeutral(scenario), `${from} ${to}`).toBe(types[from].sensitive || types[to].sensitive);
        scenario.when('2026-11-23 10:20', retype('other'));
        expect(isNeutral(scenario), `${from} ${to} other`).toBe(types[from].sensitive || types[to].sensitive);
      }
    }
  });

  it('stays out of them also after the secrecy of its reporter was lifted', () => {
    const scenario = reported('lead').when('2026-11-23 10:10', retype('hazard'));
    expect(isNeutral(scenario.when('2026-11-23 10:20', lift, staff('chief')))).toBe(true);
  });
});

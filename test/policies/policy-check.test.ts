import { describe, expect, it } from 'vitest';
import { type CaseType, caseTypes } from '../../shared/cases/case-type.ts';
import type { Policy, TypePolicy } from '../../shared/policies/policy.ts';
import { checkPolicy, faultsOf } from '../../shared/policies/policy-check.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';

const changed = (type: CaseType, change: (policy: TypePolicy) => object): Policy => ({
  ...standardPolicy,
  types: {
    ...standardPolicy.types,
    [type]: { ...standardPolicy.types[type], ...change(standardPolicy.types[type]) },
  },
});

describe('the standard policy', () => {
  it('leaves no case of any type without a next step', () => {
    expect(faultsOf(standardPolicy)).toEqual([]);
    expect(checkPolicy(standardPolicy)).toBe(standardPolicy);
  });
});

describe('a policy that could leave a case without a next step is refused, naming type and state', () => {
  it('without a longest silence', () => {
    const policy = changed('dispute', () => ({ update: { days: 0 } }));
    expect(faultsOf(policy)).toContain(
      'dispute: a case that is "in-progress" would have no next step, because "update" is missing or zero.',
    );
    expect(() => checkPolicy(policy)).toThrow('This policy is refused');
  });

  it('without a promise to respond in one of its terms', () => {
    const policy = changed('hazard', ({ terms: [first, ...rest] }) => ({
      terms: [{ ...first, respond: undefined }, ...rest],
    }));
    expect(faultsOf(policy)).toContain(
      'hazard: a case that is "received" would have no next step, because "respond" is missing or zero.',
    );
  });

  it('without an end to waiting, unless the move into it is switched off', () => {
    const waits = changed('lead', () => ({ thirdParty: { minutes: 0 } }));
    expect(faultsOf(waits)).toEqual([
      'lead: a case that is "waiting-third-party" would have no next step, because "thirdParty" is missing or zero.',
    ]);
    const never = changed('lead', () => ({ thirdParty: { minutes: 0 }, switchedOff: ['await-third-party'] }));
    expect(faultsOf(never)).toEqual([]);
  });

  it('without a deadline for the hand-over', () => {
    const policy = changed('fraud', ({ terms }) => ({
      terms: terms.map((terms) => ({ ...terms, handover: { hours: 0 } })),
    }));
    expect(faultsOf(policy).join()).toContain('fraud: a case that is "transferred"');
  });

  it.each(caseTypes)('without a window for %s', (type) => {
    const faults = faultsOf(changed(type, () => ({ window: { days: 0 } })));
    expect(faults.some((fault) => fault.startsWith(`${type}: a case that is "resolved"`))).toBe(true);
  });

  it.each([
    ['a withdrawal', 'lost-person', ['grant-withdrawal', 'keep-open']],
    ['closing', 'lost-person', ['close']],
    ['a handover', 'lead', ['confirm-handover']],
  ] as const)('with nobody who could decide on %s', (what, type, switchedOff) => {
    expect(faultsOf(changed(type, () => ({ switchedOff })))).toEqual([
      `${type}: nobody could decide on ${what}, because its moves are switched off.`,
    ]);
    expect(faultsOf(changed(type, () => ({ switchedOff: switchedOff.slice(1) })))).toEqual([]);
  });

  it('without terms that always apply', () => {
    const policy = changed('welfare', ({ terms }) => ({ terms: terms.slice(0, 2) }));
    expect(faultsOf(policy)).toEqual([
      'welfare: a report that meets no condition would be promised nothing.',
    ]);
  });

  it('without any terms', () => {
    expect(faultsOf(changed('other', () => ({ terms: [] })))).toEqual([
      'other: there are no terms, so nothing is promised.',
    ]);
  });

  it('with every fault on a line of its own', () => {
    const policy = changed('other', () => ({ window: { days: 0 }, switchedOff: ['reject', 'not-resolve'] }));
    const twice = { ...policy, types: { ...policy.types, lead: undefined as unknown as TypePolicy } };
    expect(() => checkPolicy(twice)).toThrow(
      'This policy is refused:\nlead: there is no policy for this type.\nother: a case that is "resolved"',
    );
  });

  it('with an escalation of no levels', () => {
    const P2 = { ...standardPolicy.escalations.P2, levels: [] as never };
    expect(faultsOf({ ...standardPolicy, escalations: { ...standardPolicy.escalations, P2 } })).toEqual([
      'P2: the escalation needs at least one level, each later than the one before.',
    ]);
  });

  it('with an escalation that does not rise', () => {
    const { P0 } = standardPolicy.escalations;
    const flat = { ...P0, levels: [P0.levels[0], P0.levels[0]] as const };
    expect(faultsOf({ ...standardPolicy, escalations: { ...standardPolicy.escalations, P0: flat } })).toEqual(
      ['P0: the escalation needs at least one level, each later than the one before.'],
    );
  });

  it('without a policy for one of the types', () => {
    const { other: _, ...types } = standardPolicy.types;
    expect(faultsOf({ ...standardPolicy, types: types as Policy['types'] })).toEqual([
      'other: there is no policy for this type.',
    ]);
  });

  it('with a date that has no length, or that names one the type does not have', () => {
    const [first] = standardPolicy.types.hazard.milestones;
    const policy = changed('hazard', () => ({
      milestones: [{ ...first, length: { days: 0 }, notBy: 'typed' }],
    }));
    expect(faultsOf(policy)).toEqual([
      'hazard: the date "notice-served" has no length.',
      'hazard: the date "notice-served" names one this type does not have.',
    ]);
  });
});

describe('a policy that would reveal co-reporters to each other is refused', () => {
  const sameReports = { within: { days: 7 }, alike: [] };

  it.each(caseTypes.filter((type) => standardPolicy.types[type].sensitive))('for %s', (type) => {
    expect(faultsOf(changed(type, () => ({ sameReports })))).toEqual([
      `${type}: a sensitive type may not compare reports, which would reveal reporters to each other.`,
    ]);
  });

  it('and so is one that matches nothing, or that matches by a question which the type does not have', () => {
    expect(
      faultsOf(
        changed('hazard', () => ({ sameReports: { within: { days: 0 }, alike: ['kind', 'colour'] } })),
      ),
    ).toEqual([
      'hazard: reports would never match, because "sameReports.within" is missing or zero.',
      'hazard: reports would be compared by "colour", which is not asked.',
    ]);
  });

  it('and in the standard policy only dangers are shared', () => {
    const shared = caseTypes.filter((type) => standardPolicy.types[type].sameReports !== undefined);
    expect(shared).toEqual(['hazard']);
  });
});

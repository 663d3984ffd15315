import { fixedPolicies } from '../../../shared/policies/fixed-policies.ts';
import type { Policy, PolicyBook } from '../../../shared/policies/policy.ts';
import { checkPolicy } from '../../../shared/policies/policy-check.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';

const withShorterSilence = Object.fromEntries(
  Object.entries(standardPolicy.types).map(([type, terms]) => [
    type,
    { ...terms, residentAnswer: { days: 3 } },
  ]),
) as unknown as Policy['types'];

/** What a station might change: an hour of grace for appointments, half a day to decide, three days to be answered. */
const nextPolicy: Policy = checkPolicy({
  ...standardPolicy,
  version: '2027-01-01',
  appointmentGrace: { minutes: 60 },
  decision: { hours: 4 },
  types: withShorterSilence,
});

/** This version of the system does not know the policy that another version has promised by. */
export class NotDeployed extends Error {
  override readonly name = 'NotDeployed';
}

const bookOf = (...policies: readonly [Policy, ...Policy[]]): PolicyBook => {
  const { current, of } = fixedPolicies(...policies);
  const known = new Set(policies.map(({ version }) => version));
  return {
    current,
    async of(station, version) {
      if (!known.has(version)) throw new NotDeployed(version);
      return of(station, version);
    },
  };
};

export const oldBook = bookOf(standardPolicy);
export const newBook = bookOf(nextPolicy, standardPolicy);

/** The policy of a version, as either book has it. */
export const policyOf = (version: string): Policy =>
  version === nextPolicy.version ? nextPolicy : standardPolicy;

import { fixedPolicies } from '../../../shared/policies/fixed-policies.ts';
import type { Policy, PolicyBook } from '../../../shared/policies/policy.ts';
import { checkPolicy } from '../../../shared/policies/policy-check.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';

const typesWithShorterAnswer = Object.fromEntries(
  Object.entries(standardPolicy.types).map(([type, terms]) => [
    type,
    { ...terms, residentAnswer: { days: 3 } },
  ]),
) as unknown as Policy['types'];

/** A changed policy: an hour of grace for appointments, half a day to decide, three days for the resident to answer. */
const nextPolicy: Policy = checkPolicy({
  ...standardPolicy,
  version: '2027-01-01',
  appointmentGrace: { minutes: 60 },
  decision: { hours: 4 },
  types: typesWithShorterAnswer,
});

/** Error of the old system version for a policy that only the new version knows. */
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

/** The policy of a version, known to either system version. */
export const policyOf = (version: string): Policy =>
  version === nextPolicy.version ? nextPolicy : standardPolicy;

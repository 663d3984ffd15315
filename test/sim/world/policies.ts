import { type Policy, type PolicyBook } from '../../../shared/policies/policy.ts';
import { checked } from '../../../shared/policies/policy-check.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';

const withShorterSilence = Object.fromEntries(
  Object.entries(standardPolicy.types).map(([type, terms]) => [
    type,
    { ...terms, residentAnswer: { days: 3 } },
  ]),
) as unknown as Policy['types'];

/** What a station might change: an hour of grace for appointments, half a day to decide, three days to be answered. */
const nextPolicy: Policy = checked({
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

const bookOf = (...policies: readonly [Policy, ...Policy[]]): PolicyBook => ({
  current: policies[0],
  of(version) {
    const found = policies.find((policy) => policy.version === version);
    if (found === undefined) throw new NotDeployed(version);
    return found;
  },
});

export const oldBook = bookOf(standardPolicy);
export const newBook = bookOf(nextPolicy, standardPolicy);

import type { Policy, PolicyBook } from './policy.ts';

/** A policy book with fixed content for every station, the current policy first. For tests and simulation. */
export const fixedPolicies = (...policies: readonly [Policy, ...Policy[]]): PolicyBook => ({
  current: async () => policies[0],
  async of(_station, version) {
    const policy = policies.find((one) => one.version === version);
    if (policy === undefined) throw new Error(`no policy of version ${version} was published`);
    return policy;
  },
});

import type { Policy, PolicyBook } from './policy.ts';

/** Policies that are given once, the current one first; the same for every station. For tests and simulation. */
export const fixedPolicies = (...policies: readonly [Policy, ...Policy[]]): PolicyBook => ({
  current: async () => policies[0],
  async of(_station, version) {
    const policy = policies.find((one) => one.version === version);
    if (policy === undefined) throw new Error(`no policy of version ${version} was published`);
    return policy;
  },
});

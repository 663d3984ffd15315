import { buildPolicy } from './build-policy.ts';
import type { Policy } from './policy.ts';
import { checkPolicy } from './policy-check.ts';

/**
 * Builds a policy and checks it. Throws a RangeError that lists each way in which a case could be left without a deadline,
 * or the first inconsistency of the calendar.
 */
export const compilePolicy = (...parts: Parameters<typeof buildPolicy>): Policy =>
  checkPolicy(buildPolicy(...parts));

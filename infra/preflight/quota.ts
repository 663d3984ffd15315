import * as z from 'zod/mini';
import type { AwsCli } from './aws-cli.ts';
import { type Finding, missing, ok, unsure } from './finding.ts';

/** Fewer instances without a reservation no account may have; accounts with a full quota must leave more. */
const UNRESERVED_MIN = 10;
const UNRESERVED_MIN_USUALLY = 100;

const answerShape = z.object({
  AccountLimit: z.object({ ConcurrentExecutions: z.number(), UnreservedConcurrentExecutions: z.number() }),
});

/**
 * Looks whether Lambda lets the functions reserve their instances.
 * @param isUpdate the account's figures already hold what the stack reserves
 */
export async function lookAtQuota(
  aws: AwsCli,
  region: string,
  { reserved, isUpdate }: { readonly reserved: number; readonly isUpdate: boolean },
): Promise<Finding> {
  const { json, error } = await aws(['lambda', 'get-account-settings', '--region', region]);
  if (error !== undefined) return unsure(`The quota of Lambda could not be looked at: ${error.message}`);
  const { ConcurrentExecutions, UnreservedConcurrentExecutions } = answerShape.parse(json).AccountLimit;
  const left = isUpdate ? UnreservedConcurrentExecutions : UnreservedConcurrentExecutions - reserved;
  const figures = `of ${ConcurrentExecutions} instances, ${left} are left to all other functions`;
  if (left < UNRESERVED_MIN && reserved > 0) {
    return missing(
      `The functions reserve ${reserved} instances of Lambda; ${figures}, and Lambda keeps ${UNRESERVED_MIN}. Ask for a higher quota (L-B99A9384), or try dev with --context sweepInstances=0 --context photoInstances=0.`,
    );
  }
  if (left < UNRESERVED_MIN_USUALLY && reserved > 0 && !isUpdate) {
    return unsure(
      `The functions reserve ${reserved} instances of Lambda; ${figures}. Most accounts must leave ${UNRESERVED_MIN_USUALLY}: if the deployment is refused for that, ask for a higher quota (L-B99A9384).`,
    );
  }
  return ok(`Lambda: ${figures}`);
}

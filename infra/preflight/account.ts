import * as z from 'zod/mini';
import { type AwsCli, NOT_INSTALLED } from './aws-cli.ts';
import { type Finding, missing, ok } from './finding.ts';

/** Where a deployment goes. */
export interface Account {
  readonly id: string;
  readonly region: string;
  readonly partition: string;
}

/** Where the stage may be deployed: other services and other law hold in China. */
export type Whereabouts = 'china' | 'elsewhere' | 'anywhere';

const identityShape = z.object({ Account: z.string(), Arn: z.string() });

/**
 * The account of the credentials and the region in use. Without one of them there is nothing further to look at.
 * @param region as the environment or the profile gives it
 */
export async function lookAtAccount(
  aws: AwsCli,
  region: string | undefined,
  whereabouts: Whereabouts,
): Promise<{ readonly account?: Account; readonly findings: readonly Finding[] }> {
  if (region === undefined) {
    return {
      findings: [
        missing(
          'No region is set, and CDK would deploy to us-east-1. Set AWS_REGION, or a region in the profile.',
        ),
      ],
    };
  }
  const { json, error } = await aws(['sts', 'get-caller-identity', '--region', region]);
  if (error?.code === NOT_INSTALLED) {
    return {
      findings: [missing('The AWS CLI is not installed, with which the account is looked at. Install it.')],
    };
  }
  if (error !== undefined) {
    return {
      findings: [missing(`No credentials work here: ${error.message} Set AWS_PROFILE, or sign in again.`)],
    };
  }
  const { Account: id, Arn } = identityShape.parse(json);
  const partition = Arn.split(':')[1] ?? 'aws';
  const account = { id, region, partition };
  const isInChina = partition === 'aws-cn';
  if (whereabouts === 'china' && !isInChina) {
    const sentence = `The stage is for an account in China, and ${id} is none: set the profile of that account.`;
    return { account, findings: [missing(sentence)] };
  }
  if (whereabouts === 'elsewhere' && isInChina) {
    return { account, findings: [missing(`The account ${id} is in China: deploy with --stage prod-cn.`)] };
  }
  return { account, findings: [ok(`account ${id}, region ${region}`)] };
}

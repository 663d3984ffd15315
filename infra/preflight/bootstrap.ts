import * as z from 'zod/mini';
import type { Account } from './account.ts';
import type { AwsCli } from './aws-cli.ts';
import { type Finding, missing, ok, unsure } from './finding.ts';

const answerShape = z.object({ Parameter: z.object({ Value: z.string() }) });

/** Looks whether `cdk bootstrap` was run in this account and region, and with a version that is new enough. */
export async function lookAtBootstrap(
  aws: AwsCli,
  { id, region }: Account,
  { parameter, version }: { readonly parameter: string; readonly version: number },
): Promise<Finding> {
  const { json, error } = await aws(['ssm', 'get-parameter', '--name', parameter, '--region', region]);
  const cure = `Run npx cdk bootstrap aws://${id}/${region}.`;
  if (error?.code === 'ParameterNotFound') return missing(`CDK was never prepared in ${region}. ${cure}`);
  if (error !== undefined) return unsure(`CDK's bootstrap could not be looked at: ${error.message}`);
  const found = Number(answerShape.parse(json).Parameter.Value);
  return found >= version
    ? ok(`bootstrap version ${found}`)
    : missing(`CDK's bootstrap in ${region} is of version ${found}, and ${version} is needed. ${cure}`);
}

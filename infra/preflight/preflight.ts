import { type Account, lookAtAccount, type Whereabouts } from './account.ts';
import { lookAtAlarms } from './alarms.ts';
import type { AwsCli } from './aws-cli.ts';
import { lookAtBootstrap } from './bootstrap.ts';
import { lookAtCertificate } from './certificate.ts';
import { lookAtStack } from './deployed-stack.ts';
import type { Finding } from './finding.ts';
import { lookAtIssuer, type Web } from './issuer.ts';
import { type Given, lookAtParameters } from './parameters.ts';
import type { PlannedStack } from './planned-stack.ts';
import { lookAtQuota } from './quota.ts';
import { lookAtRuntimes } from './runtimes.ts';

export interface Preflight {
  readonly aws: AwsCli;
  readonly web: Web;
  readonly planned: PlannedStack;
  /** The parameters that the command gives. */
  readonly given: Given;
  /** As the environment or the profile gives it. */
  readonly region: string | undefined;
  readonly whereabouts: Whereabouts;
}

/** Looks at everything that a deployment needs and does not make itself. Changes nothing. */
export async function preflight({
  aws,
  region,
  whereabouts,
  ...rest
}: Preflight): Promise<readonly Finding[]> {
  const { account, findings } = await lookAtAccount(aws, region, whereabouts);
  return account === undefined ? findings : [...findings, ...(await inAccount(account, { aws, ...rest }))];
}

async function inAccount(
  account: Account,
  { aws, web, planned, given }: Pick<Preflight, 'aws' | 'web' | 'planned' | 'given'>,
): Promise<readonly Finding[]> {
  const { region } = account;
  const { deployed, findings } = await lookAtStack(aws, planned.name, region);
  const kept = deployed?.parameters ?? {};
  const { url, parameter = '' } = planned.issuer;
  const issuer = url ?? given[parameter] ?? kept[parameter];
  const isUpdate = deployed !== undefined;
  return [
    ...findings,
    await lookAtBootstrap(aws, account, planned.bootstrap),
    await lookAtQuota(aws, region, { reserved: planned.reserved, isUpdate }),
    ...(await lookAtRuntimes(aws, region, planned)),
    ...(isUpdate && planned.watched.length > 0 ? [await lookAtAlarms(aws, region, planned)] : []),
    ...(planned.domain === undefined ? [] : [await lookAtCertificate(aws, account, planned.domain)]),
    ...(issuer !== undefined && URL.canParse(issuer) ? [await lookAtIssuer(web, issuer)] : []),
    ...lookAtParameters(planned.parameters, given, kept),
  ];
}

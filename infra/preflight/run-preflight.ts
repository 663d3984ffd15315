import type { Whereabouts } from './account.ts';
import { awsCli, configuredRegion } from './aws-cli.ts';
import type { Finding } from './finding.ts';
import { parametersIn } from './parameters.ts';
import { plannedStack } from './planned-stack.ts';
import { preflight } from './preflight.ts';
import { web } from './web.ts';

const signs: Readonly<Record<Finding['level'], string>> = {
  ok: 'ok     ',
  missing: 'MISSING',
  unsure: '?      ',
};

/**
 * Looks at the account, the region and the issuer that a synthesized stack is for, and prints what it finds.
 * @param directory the cloud assembly
 * @param options the options for CDK, among them the parameters
 * @returns whether nothing is missing
 */
export async function runPreflight(
  directory: string,
  options: readonly string[],
  whereabouts: Whereabouts,
): Promise<boolean> {
  const findings = await preflight({
    aws: awsCli,
    web,
    planned: await plannedStack(directory),
    given: parametersIn(options),
    region: await configuredRegion(),
    whereabouts,
  });
  for (const { level, sentence } of findings) process.stdout.write(`${signs[level]} ${sentence}\n`);
  return findings.every(({ level }) => level !== 'missing');
}

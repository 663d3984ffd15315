import type { AwsCli } from './aws-cli.ts';
import { type Finding, missing, ok, unsure } from './finding.ts';

/** What Lambda answers to a value that the region does not know. */
const refused = ['InvalidParameterValueException', 'ValidationException'];

/**
 * Looks whether the region offers each runtime and architecture. Lambda has no list of them; asking for layers that fit
 * checks both values in the region and changes nothing.
 */
export async function lookAtRuntimes(
  aws: AwsCli,
  region: string,
  {
    runtimes,
    architectures,
  }: { readonly runtimes: readonly string[]; readonly architectures: readonly string[] },
): Promise<readonly Finding[]> {
  const asked = [
    ...runtimes.map((runtime) => ({
      what: `runtime ${runtime}`,
      words: ['--compatible-runtime', runtime],
      cure: 'Name one that is on offer, e.g. --context runtime=nodejs22.x.',
    })),
    ...architectures.map((architecture) => ({
      what: `architecture ${architecture}`,
      words: ['--compatible-architecture', architecture],
      cure: 'Name the other one: --context architecture=x86_64 or arm64.',
    })),
  ];
  return Promise.all(
    asked.map(async ({ what, words, cure }) => {
      const { error } = await aws([
        'lambda',
        'list-layers',
        ...words,
        '--max-items',
        '1',
        '--region',
        region,
      ]);
      if (error === undefined) return ok(`${what} is on offer`);
      if (refused.includes(error.code)) return missing(`The region ${region} offers no ${what}. ${cure}`);
      return unsure(`Whether ${region} offers the ${what} could not be looked at: ${error.message}`);
    }),
  );
}

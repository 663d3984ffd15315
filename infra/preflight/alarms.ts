import * as z from 'zod/mini';
import type { AwsCli } from './aws-cli.ts';
import { type Finding, missing, ok, unsure } from './finding.ts';

const answerShape = z.object({ MetricAlarms: z._default(z.array(z.object({ AlarmName: z.string() })), []) });

/**
 * Looks whether an alarm is raised that would end a gradual release as soon as it begins.
 * @param watched the names of the alarms that end it
 */
export async function lookAtAlarms(
  aws: AwsCli,
  region: string,
  { name, watched }: { readonly name: string; readonly watched: readonly string[] },
): Promise<Finding> {
  const asked = ['--alarm-name-prefix', `${name}-`, '--state-value', 'ALARM', '--region', region];
  const { json, error } = await aws(['cloudwatch', 'describe-alarms', ...asked]);
  if (error !== undefined) return unsure(`The alarms could not be looked at: ${error.message}`);
  const raised = answerShape
    .parse(json)
    .MetricAlarms.map(({ AlarmName }) => AlarmName)
    .filter((alarm) => watched.includes(alarm));
  if (raised.length === 0) return ok('no alarm is raised that would end the release');
  return missing(
    `Raised: ${raised.join(', ')}. A gradual release would be taken back at once: wait until it ends, or release the cure with --context release=at-once.`,
  );
}

import * as z from 'zod/mini';
import type { AwsCli } from './aws-cli.ts';
import { type Finding, missing, ok, unsure } from './finding.ts';

/** The stack of an earlier deployment: the values of its parameters, hidden ones as asterisks. */
export interface DeployedStack {
  readonly parameters: Readonly<Record<string, string>>;
}

const answerShape = z.object({
  Stacks: z.tuple([
    z.object({
      StackStatus: z.string(),
      EnableTerminationProtection: z._default(z.boolean(), false),
      Parameters: z._default(
        z.array(z.object({ ParameterKey: z.string(), ParameterValue: z._default(z.string(), '') })),
        [],
      ),
    }),
  ]),
});

/** The first deployment failed. CDK deletes such a stack and begins anew, unless it is protected. */
const failedAtFirst = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED'];

/** Statuses from which no update leads on, with what to do. */
const stuck: Readonly<Record<string, string>> = {
  DELETE_FAILED: 'Delete it first: aws cloudformation delete-stack --stack-name',
  UPDATE_ROLLBACK_FAILED: 'Finish that first: aws cloudformation continue-update-rollback --stack-name',
};

/** Looks whether the stack is there already, and in a state that a deployment can start from. */
export async function lookAtStack(
  aws: AwsCli,
  name: string,
  region: string,
): Promise<{ readonly deployed?: DeployedStack; readonly findings: readonly Finding[] }> {
  const asked = ['cloudformation', 'describe-stacks', '--stack-name', name, '--region', region];
  const { json, error } = await aws(asked);
  if (error?.code === 'ValidationError' && error.message.includes('does not exist')) {
    return { findings: [ok(`first deployment of ${name}`)] };
  }
  if (error !== undefined) {
    return { findings: [unsure(`The stack ${name} could not be looked at: ${error.message}`)] };
  }
  const [stack] = answerShape.parse(json).Stacks;
  const parameters = Object.fromEntries(
    stack.Parameters.map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]),
  );
  const { StackStatus: status, EnableTerminationProtection: isProtected } = stack;
  if (failedAtFirst.includes(status)) {
    const protection = `aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${name}`;
    const finding = isProtected
      ? missing(`The first deployment of ${name} failed, and what is left is protected. Run ${protection}`)
      : ok(`the first deployment of ${name} failed; what is left is deleted, and it begins anew`);
    return { findings: [finding] };
  }
  const deployed = { parameters };
  const cure = stuck[status];
  if (cure !== undefined) {
    return { deployed, findings: [missing(`The stack ${name} is ${status}. ${cure} ${name}`)] };
  }
  if (status.endsWith('_IN_PROGRESS')) {
    return { deployed, findings: [missing(`The stack ${name} is ${status}: wait until that has ended.`)] };
  }
  return { deployed, findings: [ok(`update of ${name}, which is ${status}`)] };
}

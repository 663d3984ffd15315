import type { Logs } from '../logs.ts';
import type { FunctionPlan } from '../template/plan.ts';
import { type Lambda, startLambda } from './lambda.ts';

/** The running functions of the template. */
export interface Functions {
  /** @throws Error for an ARN that the template does not have */
  byArn(arn: string): Lambda;
  readonly arns: readonly string[];
  /** Called after each event, successful or not, since the function may have written to the table. */
  onHandled(listener: () => void): void;
  drain(): Promise<boolean>;
  end(): Promise<void>;
}

export interface FunctionsSettings {
  readonly logs: Logs;
  readonly clock: SharedArrayBuffer;
  /** Added to the template's environment variables: endpoints and credentials, which Lambda itself provides on AWS. */
  readonly environment: Readonly<Record<string, string>>;
  /** By how much longer than deployed a function may take. */
  readonly timeoutFactor: number;
}

/** Starts every function. If one does not load, the start of the run fails. */
export const startFunctions = async (
  plans: readonly FunctionPlan[],
  { logs, clock, environment, timeoutFactor }: FunctionsSettings,
): Promise<Functions> => {
  const listeners: (() => void)[] = [];
  const startOne = async (plan: FunctionPlan): Promise<Lambda> => {
    const lambda = await startLambda(plan, {
      clock,
      log: logs.of(plan.title),
      environment: { ...runtimeEnvironment(plan), ...environment, ...plan.environment },
      timeoutFactor,
    });
    const invoke: Lambda['invoke'] = async (event, requestId) => {
      try {
        return await lambda.invoke(event, requestId);
      } finally {
        for (const listener of listeners) listener();
      }
    };
    return { ...lambda, invoke };
  };

  const started = await Promise.allSettled(plans.map(startOne));
  const running = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const end = async (): Promise<void> => {
    await Promise.all(running.map((lambda) => lambda.end()));
  };
  const failed = started.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await end();
    throw failed.reason;
  }

  const byArn = new Map(running.map((lambda) => [lambda.plan.arn, lambda]));
  return {
    byArn: (arn) => byArn.get(arn) ?? unknown(arn),
    arns: [...byArn.keys()],
    onHandled: (listener) => listeners.push(listener),
    drain: async () => (await Promise.all(running.map((lambda) => lambda.drain()))).includes(true),
    end,
  };
};

const unknown = (arn: string): never => {
  throw new Error(`The template has no function ${arn}.`);
};

/** The environment variables that Lambda sets for every function. */
const runtimeEnvironment = ({ name, memoryMegabytes, directory, module, exportName }: FunctionPlan) => ({
  AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split('.')[0]}.x`,
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  LAMBDA_TASK_ROOT: directory,
  _HANDLER: `${module.replace(/\.mjs$/, '')}.${exportName}`,
});

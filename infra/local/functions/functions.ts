import type { Logs } from '../logs.ts';
import type { DirectTable } from '../rights/direct-calls.ts';
import type { FunctionPlan } from '../template/plan.ts';
import { createLambda, type Lambda } from './lambda.ts';

/** The running functions of the template. */
export interface Functions {
  /** @throws Error for an ARN that the template does not have */
  byArn(arn: string): Lambda;
  readonly arns: readonly string[];
  drain(): Promise<boolean>;
  end(): Promise<void>;
}

export interface FunctionsSettings {
  readonly logs: Logs;
  readonly clock: SharedArrayBuffer;
  /** Added to the template's environment variables: endpoints and credentials, which Lambda itself provides on AWS. */
  readonly environmentOf: (plan: FunctionPlan) => Readonly<Record<string, string>>;
  /** How a function calls the table by itself; by the proxy alone when absent. */
  readonly tableOf?: (plan: FunctionPlan) => DirectTable | undefined;
  /** By how much longer than deployed a function may take. */
  readonly timeoutFactor: number;
}

/** The functions of a template. An instance of one starts at its first event. */
export const createFunctions = (
  plans: readonly FunctionPlan[],
  { logs, clock, environmentOf, tableOf, timeoutFactor }: FunctionsSettings,
): Functions => {
  const lambdas = plans.map((plan) =>
    createLambda(plan, {
      clock,
      log: logs.of(plan.title),
      environment: { ...runtimeEnvironment(plan), ...environmentOf(plan), ...plan.environment },
      timeoutFactor,
      table: tableOf?.(plan),
    }),
  );
  const byArn = new Map(lambdas.map((lambda) => [lambda.plan.arn, lambda]));
  return {
    byArn: (arn) => byArn.get(arn) ?? unknown(arn),
    arns: [...byArn.keys()],
    drain: async () => (await Promise.all(lambdas.map((lambda) => lambda.drain()))).includes(true),
    end: async () => {
      await Promise.all(lambdas.map((lambda) => lambda.end()));
    },
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

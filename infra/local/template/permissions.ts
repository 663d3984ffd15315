import * as z from 'zod/mini';
import type { Plan } from './plan.ts';
import type { Stack } from './stack.ts';
import { TemplateFault } from './template-fault.ts';

const permissionShape = z.object({ FunctionName: z.string(), Principal: z.string() });

/**
 * Checks that functions permit the API and the bus to invoke them, since on AWS a missing permission is noticed only at
 * the first call. It checks the calling service, not its source ARN.
 */
export const checkPermissions = (stack: Stack, { functions, routes, rules }: Plan): void => {
  const permissions = stack.all('AWS::Lambda::Permission', permissionShape);
  const names = new Map(functions.map(({ arn, name }) => [arn, name]));

  const check = (functionArn: string, service: string): void => {
    const functionNames = [functionArn, names.get(functionArn)];
    const caller = permissions.some(
      ({ properties }) =>
        functionNames.includes(properties.FunctionName) && properties.Principal.startsWith(`${service}.`),
    );
    if (!caller) throw new TemplateFault(functionArn, `does not admit ${service}, which invokes it.`);
  };

  for (const { functionArn } of routes) check(functionArn, 'apigateway');
  for (const { targets } of rules) for (const { functionArn } of targets) check(functionArn, 'events');
};

import * as z from 'zod/mini';
import type { Plan } from './plan.ts';
import type { Stack } from './stack.ts';
import { TemplateFault } from './template-fault.ts';

const permissionShape = z.object({ FunctionName: z.string(), Principal: z.string() });

/**
 * On AWS the API and the bus are turned away by a function that does not admit them, and only there. The run checks
 * who is admitted at all, not on whose behalf.
 */
export const checkPermissions = (stack: Stack, { functions, routes, rules }: Plan): void => {
  const permissions = stack.all('AWS::Lambda::Permission', permissionShape);
  const names = new Map(functions.map(({ arn, name }) => [arn, name]));

  const check = (functionArn: string, service: string): void => {
    const known = [functionArn, names.get(functionArn)];
    const caller = permissions.some(
      ({ properties }) =>
        known.includes(properties.FunctionName) && properties.Principal.startsWith(`${service}.`),
    );
    if (!caller) throw new TemplateFault(functionArn, `does not admit ${service}, which invokes it.`);
  };

  for (const { functionArn } of routes) check(functionArn, 'apigateway');
  for (const { targets } of rules) for (const { functionArn } of targets) check(functionArn, 'events');
};

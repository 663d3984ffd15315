import * as z from 'zod/mini';
import { policyShape, statementDataOf } from '../rights/read-statement.ts';
import type { StatementData } from '../rights/statement.ts';
import type { Stack } from './stack.ts';
import { TemplateFault } from './template-fault.ts';

const roleShape = z.object({
  Policies: z._default(z.array(z.object({ PolicyDocument: policyShape })), []),
  ManagedPolicyArns: z._default(z.array(z.string()), []),
});
const attachedShape = z.object({ PolicyDocument: policyShape, Roles: z.array(z.string()) });

/** What each role of a function may do to table, buckets and buses, by its ARN. */
export type RightsByRole = ReadonlyMap<string, readonly StatementData[]>;

/** Services whose calls go past the rights of a function, because it does not call them here. */
const notCalled = /^(logs|kms|sqs|lambda|dynamodb:(ListStreams|DescribeStream|GetRecords|GetShardIterator)$)/;

/**
 * The rights of the roles, read from the policies of the template. Policies of resources are not read: here nobody calls
 * from another account or without encryption.
 */
export function rightsOf(stack: Stack): RightsByRole {
  const roles = stack.all('AWS::IAM::Role', roleShape);
  const attached = stack.all('AWS::IAM::Policy', attachedShape);
  return new Map(
    roles.map(({ id, name, arn, properties: { Policies, ManagedPolicyArns } }) => {
      if (ManagedPolicyArns.length > 0) {
        throw new TemplateFault(id, 'has a managed policy, whose content the template does not hold.');
      }
      const own = Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
      const further = attached
        .filter(({ properties }) => properties.Roles.includes(name))
        .flatMap(({ properties }) => properties.PolicyDocument.Statement);
      return [arn, [...own, ...further].filter(isCalled).map((one) => statementDataOf(id, one))];
    }),
  );
}

const actionsShape = z.object({ Action: z.union([z.string(), z.array(z.string())]) });

/** A statement about none but other services is left out, with whatever conditions it has. */
function isCalled(statement: unknown): boolean {
  const { success, data } = actionsShape.safeParse(statement);
  if (!success) return true;
  const actions = typeof data.Action === 'string' ? [data.Action] : data.Action;
  return !actions.every((action) => notCalled.test(action));
}

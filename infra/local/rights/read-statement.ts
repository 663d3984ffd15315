import * as z from 'zod/mini';
import { TemplateFault } from '../template/template-fault.ts';
import { prepared, type StatementData } from './statement.ts';

const oneOrMore = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((given: string | string[]) => (typeof given === 'string' ? [given] : given)),
);

/** Anything else in a statement would change what it allows, so it is a fault and is not left out. */
const statementShape = z.strictObject({
  Sid: z.optional(z.string()),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: oneOrMore,
  Condition: z._default(z.record(z.string(), z.record(z.string(), oneOrMore)), {}),
});

export const policyShape = z.object({ Statement: z.array(z.unknown()) });

/**
 * Reads a statement of the template's policy, whose intrinsic functions are evaluated.
 * @throws TemplateFault for whatever is not understood
 */
export function statementDataOf(policyId: string, given: unknown): StatementData {
  const parsed = statementShape.safeParse(given);
  if (!parsed.success) throw new TemplateFault(policyId, z.prettifyError(parsed.error));
  const { Effect, Action: actions, Resource: resources, Condition: conditions } = parsed.data;
  const wide = actions.find((action) => action.includes('*'));
  if (wide !== undefined) throw new TemplateFault(policyId, `allows ${wide}, which names no action.`);
  const data = { policyId, isAllow: Effect === 'Allow', actions, resources, conditions };
  prepared(data);
  return data;
}

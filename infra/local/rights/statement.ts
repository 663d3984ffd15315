import { type Condition, conditionsOf } from './condition.ts';
import { patternOf } from './pattern.ts';

/** One thing that a request does: a transaction does several. */
export interface AttemptedAction {
  readonly action: string;
  readonly resource: string;
  /** Values of IAM's condition keys; a key that the request does not have is undefined. */
  readonly context: Readonly<Record<string, readonly string[] | undefined>>;
}

/** A statement of a policy as plain data, which can be given to a thread. */
export interface StatementData {
  readonly policyId: string;
  readonly isAllow: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** A statement with its patterns prepared. */
export interface Statement {
  readonly isAllow: boolean;
  readonly actions: ReadonlySet<string>;
  readonly isResource: (resource: string) => boolean;
  readonly conditions: readonly Condition[];
}

export function prepared({ policyId, isAllow, actions, resources, conditions }: StatementData): Statement {
  const patterns = resources.map(patternOf);
  return {
    isAllow,
    actions: new Set(actions),
    isResource: (resource) => patterns.some((matches) => matches(resource)),
    conditions: conditionsOf(policyId, conditions),
  };
}

/** As IAM decides: nothing is allowed that no statement allows, and a statement that denies outweighs all others. */
export function mayDo(statements: readonly Statement[], attempt: AttemptedAction): boolean {
  const applying = statements.filter((one) => applies(one, attempt));
  return applying.length > 0 && applying.every(({ isAllow }) => isAllow);
}

const applies = (
  { actions, isResource, conditions }: Statement,
  { action, resource, context }: AttemptedAction,
): boolean => actions.has(action) && isResource(resource) && conditions.every((holds) => holds(context));

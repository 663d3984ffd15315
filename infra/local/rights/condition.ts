import { TemplateFault } from '../template/template-fault.ts';
import { patternOf } from './pattern.ts';

type Values = readonly string[] | undefined;
type Context = Readonly<Record<string, Values>>;

/** Whether a condition of a statement holds for a request. */
export type Condition = (context: Context) => boolean;

/** The condition keys that the local run can fill from a request, and whether a request may have several values. */
const knownKeys: Readonly<Record<string, 'one' | 'many'>> = {
  'dynamodb:LeadingKeys': 'many',
  'dynamodb:Attributes': 'many',
  'dynamodb:Select': 'one',
  'dynamodb:ReturnValues': 'one',
};

const OPERATOR = /^(ForAllValues:)?String(Not)?(Equals|Like)(IfExists)?$/;

/** The conditions of a statement, which must all hold. Throws `TemplateFault` for one that is not understood. */
export const conditionsOf = (
  policyId: string,
  given: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
): readonly Condition[] =>
  Object.entries(given).flatMap(([operator, byKey]) =>
    Object.entries(byKey).map(([key, values]) => conditionOf(policyId, operator, key, values)),
  );

function conditionOf(policyId: string, operator: string, key: string, values: readonly string[]): Condition {
  const kind = knownKeys[key];
  if (kind === undefined) throw new TemplateFault(policyId, `the local run does not know the key ${key}.`);
  if (operator === 'Null') return isPresent(policyId, key, values);
  const [found, all, not, comparison, ifExists] = OPERATOR.exec(operator) ?? [];
  if (found === undefined || (kind === 'many') !== (all !== undefined)) {
    throw new TemplateFault(policyId, `the local run does not know ${operator} of ${key}.`);
  }
  const patterns = values.map(comparison === 'Like' ? patternOf : equals);
  const isMet = (value: string): boolean =>
    patterns.some((matches) => matches(value)) === (not === undefined);
  // As IAM: over no value at all, a condition about every value holds, as does one that denies.
  const whenAbsent = all !== undefined || not !== undefined || ifExists !== undefined;
  return (context) => context[key]?.every(isMet) ?? whenAbsent;
}

const equals =
  (value: string) =>
  (text: string): boolean =>
    text === value;

function isPresent(policyId: string, key: string, values: readonly string[]): Condition {
  const [isAbsent, ...more] = values;
  if (more.length > 0 || (isAbsent !== 'false' && isAbsent !== 'true')) {
    throw new TemplateFault(policyId, `asks whether ${key} is absent, and neither for true nor for false.`);
  }
  return (context) => ((context[key]?.length ?? 0) === 0) === (isAbsent === 'true');
}

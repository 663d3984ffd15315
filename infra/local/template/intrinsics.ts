import { attributeOf, awsEnvironment, namesOf, type RawResource } from './names.ts';
import { TemplateFault } from './template-fault.ts';

/** Evaluates every intrinsic function inside a value of the template. */
export type Resolve = (value: unknown) => unknown;

export interface Scope {
  readonly resources: Readonly<Record<string, RawResource>>;
  /** Values of the parameters, by name. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly conditions: Readonly<Record<string, unknown>>;
}

const pseudo: Readonly<Record<string, unknown>> = {
  'AWS::Partition': awsEnvironment.partition,
  'AWS::Region': awsEnvironment.region,
  'AWS::AccountId': awsEnvironment.account,
  'AWS::URLSuffix': awsEnvironment.domain,
  'AWS::StackName': 'local',
  'AWS::StackId': 'local',
  // Resolves to undefined, so that its property is removed.
  'AWS::NoValue': undefined,
};

/** @throws TemplateFault for an undeclared name or an unsupported function */
export const createResolve = ({ resources, parameters, conditions }: Scope): Resolve => {
  const reference = (name: string): unknown => {
    if (name in pseudo) return pseudo[name];
    if (name in parameters) return parameters[name];
    const resource = resources[name];
    if (resource === undefined) throw new TemplateFault(name, 'is referred to and does not exist.');
    return namesOf(name, resource).ref;
  };

  const attribute = (logicalId: string, name: string): string => {
    const resource = resources[logicalId];
    if (resource === undefined) throw new TemplateFault(logicalId, 'is referred to and does not exist.');
    return attributeOf(logicalId, resource, name);
  };

  const substitute = (text: string, given: Readonly<Record<string, unknown>>): string =>
    text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal !== '') return `\${${name}}`;
      if (name in given) return String(given[name]);
      const [logicalId = '', ...rest] = name.split('.');
      return rest.length > 0 ? attribute(logicalId, rest.join('.')) : String(reference(name));
    });

  const functions: Readonly<Record<string, (argument: unknown) => unknown>> = {
    Ref: (name) => reference(String(name)),
    'Fn::GetAtt': (path) => {
      const [logicalId = '', ...rest] = Array.isArray(path) ? path.map(String) : String(path).split('.');
      return attribute(logicalId, rest.join('.'));
    },
    'Fn::Join': (argument) => {
      const [separator, parts] = list(argument);
      return list(resolve(parts)).join(String(separator));
    },
    'Fn::Sub': (argument) => {
      const [text, given] = Array.isArray(argument) ? argument : [argument, {}];
      return substitute(String(text), resolve(given) as Record<string, unknown>);
    },
    'Fn::Select': (argument) => {
      const [index, values] = list(resolve(argument));
      return list(values)[Number(index)];
    },
    'Fn::Split': (argument) => {
      const [separator, text] = list(resolve(argument));
      return String(text).split(String(separator));
    },
    'Fn::If': (argument) => {
      const [name, then, otherwise] = list(argument);
      return resolve(resolve({ Condition: name }) === true ? then : otherwise);
    },
    'Fn::Equals': (argument) => {
      const [left, right] = list(resolve(argument));
      return JSON.stringify(left) === JSON.stringify(right);
    },
    'Fn::Not': (argument) => list(resolve(argument))[0] !== true,
    'Fn::And': (argument) => list(resolve(argument)).every((one) => one === true),
    'Fn::Or': (argument) => list(resolve(argument)).some((one) => one === true),
    Condition: (name) => {
      if (!(String(name) in conditions))
        throw new TemplateFault(String(name), 'is no condition of the template.');
      return resolve(conditions[String(name)]);
    },
  };

  const resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(resolve).filter((member) => member !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only !== undefined && isIntrinsic(only[0], only[1])) {
      const apply = functions[only[0]];
      if (apply === undefined) throw new TemplateFault(only[0], 'is a function the local run does not know.');
      return apply(only[1]);
    }
    return Object.fromEntries(
      entries.map(([key, inner]) => [key, resolve(inner)]).filter(([, inner]) => inner !== undefined),
    );
  };
  return resolve;
};

/** In a policy document `Condition` is an object; in a template it is the name of a condition. */
const isIntrinsic = (key: string, argument: unknown): boolean =>
  key === 'Ref' || key.startsWith('Fn::') || (key === 'Condition' && typeof argument === 'string');

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

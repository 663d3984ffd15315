import type { Template } from 'aws-cdk-lib/assertions';
import { type Refusal, refusedInChina } from '../../infra/refused-in-china.ts';

interface Resources {
  readonly [id: string]: { readonly Type: string; readonly Properties?: object };
}

/** What of a template the Chinese regions refuse: the id of each such resource, and why. */
export const refusalsOf = (template: Pick<Template, 'toJSON'>): readonly string[] => {
  const resources = template.toJSON().Resources as Resources;
  return Object.entries(resources).flatMap(([id, { Type, Properties = {} }]) =>
    refusedInChina
      .filter((refusal) => matches(refusal, Type, byType(Properties, resources)))
      .map(({ because }) => `${id}: ${because}`),
  );
};

const matches = ({ type, property, value }: Refusal, found: string, properties: unknown): boolean => {
  if (!new RegExp(`^${type.replaceAll('*', '.*')}$`).test(found)) return false;
  const asked = property === undefined ? properties : partOf(properties, property);
  return asked !== undefined && (value === undefined || value.test(JSON.stringify(asked)));
};

const partOf = (properties: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (inner as Readonly<Record<string, unknown>> | undefined)?.[key],
      properties,
    );

/** The same value with the types of resources in place of their ids. */
const byType = (properties: object, resources: Resources): unknown =>
  JSON.parse(JSON.stringify(properties), (_, value) =>
    typeof value === 'string' ? (resources[value]?.Type ?? value) : value,
  );

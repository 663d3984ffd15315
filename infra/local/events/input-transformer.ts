import type { InputTransformer } from '../template/plan.ts';

/** A name in angle brackets where a value of the JSON stands; inside a text it would have other rules, and is not supported. */
const FIELD = /(?<=[:[,]\s*)<([\w.-]+)>(?=\s*[,}\]])/g;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Whether the local run can fill a template: JSON in which fields stand for whole values alone. */
export const isTemplate = (template: string): boolean => {
  const filled = template.replaceAll(FIELD, 'null');
  return isJson(filled) && !/<[\w.-]+>/.test(filled);
};

/**
 * What a rule makes of an event, as JSON. `undefined` where the event lacks one of the fields: it is not documented what AWS
 * makes of that, so a rule must not match such an event.
 */
export const transformed = (
  { paths, template }: InputTransformer,
  at: (path: string) => unknown,
): string | undefined => {
  const values = new Map(Object.entries(paths).map(([name, path]) => [name, at(path)]));
  if ([...values.values()].includes(undefined)) return undefined;
  return template.replaceAll(FIELD, (_, name: string) => JSON.stringify(values.get(name)));
};

import { type Finding, missing, ok } from './finding.ts';
import type { PlannedStack } from './planned-stack.ts';

export type Given = Readonly<Record<string, string>>;

/** The parameters among the options for CDK: `--parameters Name=Value` or `--parameters Stack:Name=Value`. */
export function parametersIn(options: readonly string[]): Given {
  const written = options.flatMap((option, at) => {
    if (option === '--parameters') return options[at + 1] ?? [];
    return option.startsWith('--parameters=') ? option.slice('--parameters='.length) : [];
  });
  return Object.fromEntries(
    written.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name.slice(name.indexOf(':') + 1), value.join('=')];
    }),
  );
}

/** Looks whether every parameter has a value. No value is said, since some are secrets. */
export function lookAtParameters(
  parameters: PlannedStack['parameters'],
  given: Given,
  deployed: Given,
): readonly Finding[] {
  const findings = Object.entries(parameters).flatMap(([name, { pattern }]): readonly Finding[] => {
    const value = given[name];
    const written = `--parameters ${name}=…`;
    if (value === undefined) {
      return name in deployed
        ? []
        : [missing(`The parameter ${name} is missing: give it after another "--", as ${written}`)];
    }
    if (value === '') return [missing(`The parameter ${name} is empty: give it as ${written}`)];
    if (pattern !== undefined && !pattern.test(value)) {
      return [missing(`The parameter ${name} is not as the template wants it, which is: ${pattern.source}`)];
    }
    return [];
  });
  const unknown = Object.keys(given).filter((name) => !(name in parameters));
  return [
    ...findings,
    ...unknown.map((name) => missing(`The stage has no parameter ${name}: leave it out.`)),
    ...(findings.length + unknown.length === 0 ? [ok('every parameter has its value')] : []),
  ];
}

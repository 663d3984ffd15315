import type { Event } from '../functions/deferred-rows.ts';
import type { RulePlan, TargetPlan } from '../template/plan.ts';
import { transformed } from './input-transformer.ts';
import { matches } from './pattern.ts';

/** The function invocations that the rules of a bus produce for an event, one for each matching target. */
export const invocationsFor = (
  rules: readonly RulePlan[],
  busNames: readonly string[],
  event: object,
): readonly Event[] =>
  rules
    .filter(({ busName, pattern }) => busNames.includes(busName) && matches(pattern, event))
    .flatMap((rule) => rule.targets)
    .flatMap((target) => {
      const payload = payloadOf(target, event);
      return payload === undefined ? [] : [{ functionArn: target.functionArn, payload }];
    });

function payloadOf({ input, inputPath = '$', transformer }: TargetPlan, event: object): string | undefined {
  const at = (path: string) => partOf(event, path.split('.').slice(1));
  return transformer === undefined ? (input ?? JSON.stringify(at(inputPath))) : transformed(transformer, at);
}

/** The part of an event at a path like `$.a.b`. */
const partOf = (value: unknown, [name, ...rest]: readonly string[]): unknown =>
  name === undefined ? value : partOf((value as Readonly<Record<string, unknown>> | undefined)?.[name], rest);

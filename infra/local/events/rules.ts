import type { Event } from '../functions/deferred-rows.ts';
import type { RulePlan, TargetPlan } from '../template/plan.ts';
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
    .map((target) => ({ functionArn: target.functionArn, payload: payloadOf(target, event) }));

const payloadOf = ({ input, inputPath = '$' }: TargetPlan, event: object): string =>
  input ?? JSON.stringify(partOf(event, inputPath.split('.').slice(1)));

/** The part of an event at a path like `$.a.b`. */
const partOf = (value: unknown, [name, ...rest]: readonly string[]): unknown =>
  name === undefined ? value : partOf((value as Readonly<Record<string, unknown>> | undefined)?.[name], rest);

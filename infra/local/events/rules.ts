import type { Event } from '../functions/deferred-rows.ts';
import type { RulePlan, TargetPlan } from '../template/plan.ts';
import { matches } from './pattern.ts';

/** What the rules of a bus make of an event: one hand-over for each target that hears it. */
export const handOvers = (
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

/** The part of an event that a plain path leads to. */
const partOf = (value: unknown, [name, ...rest]: readonly string[]): unknown =>
  name === undefined ? value : partOf((value as Readonly<Record<string, unknown>> | undefined)?.[name], rest);

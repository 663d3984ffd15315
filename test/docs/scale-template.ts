import { ownProdStage, resourcesOf, templateOf } from '../infra/stack.ts';

const template = templateOf(ownProdStage);

interface FunctionSettings {
  readonly MemorySize: number;
  readonly Timeout: number;
  readonly ReservedConcurrentExecutions?: number;
}

/** What production gives a function. */
export function settingsOf(name: string): FunctionSettings {
  const found = resourcesOf(template, 'AWS::Lambda::Function').find(({ properties }) =>
    JSON.stringify(properties.Environment).includes(`"POWERTOOLS_SERVICE_NAME":"${name}"`),
  );
  if (found === undefined) throw new Error(`production has no function ${name}`);
  return found.properties as unknown as FunctionSettings;
}

/** How many function instances production takes for itself whatever happens. */
export const reservedInstances = resourcesOf(template, 'AWS::Lambda::Function').reduce(
  (sum, { properties }) =>
    sum + ((properties as unknown as FunctionSettings).ReservedConcurrentExecutions ?? 0),
  0,
);

/** The readers of the table's stream. */
export const streamReaders = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map(
  ({ properties }) => properties as { readonly BatchSize: number; readonly ParallelizationFactor?: number },
);

interface Throttle {
  readonly ThrottlingRateLimit: number;
}

/** Requests a second of any route, and of a report, over all callers. */
export const throttles = (() => {
  const [stage] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage');
  if (stage === undefined) throw new Error('the API has no stage');
  const { DefaultRouteSettings, RouteSettings } = stage.properties as {
    readonly DefaultRouteSettings: Throttle;
    readonly RouteSettings: Readonly<Record<string, Throttle>>;
  };
  return {
    route: DefaultRouteSettings.ThrottlingRateLimit,
    report: RouteSettings['POST /v1/cases']?.ThrottlingRateLimit ?? 0,
  };
})();

export const { shardsPerLane } = ownProdStage;

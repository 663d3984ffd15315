import { join, resolve } from 'node:path';
import * as z from 'zod/mini';
import type { FunctionPlan } from './plan.ts';
import { notSupported, type Resource, type Stack } from './stack.ts';
import { TemplateFault } from './template-fault.ts';

const functionShape = z.object({
  Role: z.string(),
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string().check(z.regex(/^[\w/.-]+\.\w+$/)),
  Runtime: z.string().check(z.startsWith('nodejs')),
  Environment: z._default(z.object({ Variables: z.record(z.string(), z.string()) }), { Variables: {} }),
  Timeout: z._default(z.number(), 3),
  MemorySize: z._default(z.number(), 128),
  ReservedConcurrentExecutions: z.optional(z.number()),
  DeadLetterConfig: z.optional(z.object({ TargetArn: z.string() })),
  Layers: notSupported(),
});

type FunctionResource = Resource<z.infer<typeof functionShape>>;

const asyncShape = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: z._default(z.number(), 2),
  MaximumEventAgeInSeconds: z._default(z.number(), 21_600),
  DestinationConfig: z.optional(
    z.object({ OnFailure: z.optional(z.object({ Destination: z.string() })), OnSuccess: notSupported() }),
  ),
});

const manifestShape = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.optional(z.string()) }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

const aliasShape = z.object({ FunctionName: z.string(), Name: z.string() });

/** The names `<function>:<alias>`, by which an alias is invoked too, each with the function's name. */
export const aliasNamesOf = (stack: Stack): ReadonlyMap<string, string> =>
  new Map(
    stack
      .all('AWS::Lambda::Alias', aliasShape)
      .map(({ properties: { FunctionName, Name } }) => [`${FunctionName}:${Name}`, FunctionName]),
  );

/** The functions with the local directories of their bundles; the manifest maps object keys to directories. */
export const functionsOf = (
  stack: Stack,
  { manifest, directory }: { manifest: unknown; directory: string },
): readonly FunctionPlan[] => {
  const directories = new Map(
    Object.values(manifestShape.parse(manifest).files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, source.path] as const),
    ),
  );
  const whenAsync = stack.all('AWS::Lambda::EventInvokeConfig', asyncShape);

  const directoryOf = ({ id, properties }: FunctionResource): string => {
    const path = directories.get(properties.Code.S3Key);
    if (path === undefined) throw new TemplateFault(id, `no asset has the key ${properties.Code.S3Key}.`);
    return resolve(directory, path);
  };

  return stack.all('AWS::Lambda::Function', functionShape).map((resource) => {
    const { name, arn, properties } = resource;
    const config = whenAsync.find(({ properties: { FunctionName } }) => FunctionName === name)?.properties;
    const [, module = '', exportName = ''] = /^(.+)\.(\w+)$/.exec(properties.Handler) ?? [];
    return {
      arn,
      name,
      roleArn: properties.Role,
      title: properties.Environment.Variables.POWERTOOLS_SERVICE_NAME ?? name,
      directory: directoryOf(resource),
      module: join(`${module}.mjs`),
      exportName,
      environment: properties.Environment.Variables,
      timeoutSeconds: properties.Timeout,
      memoryMegabytes: properties.MemorySize,
      instancesMax: properties.ReservedConcurrentExecutions,
      whenAsync: {
        retriesMax: config?.MaximumRetryAttempts ?? 2,
        ageSecondsMax: config?.MaximumEventAgeInSeconds ?? 21_600,
        onFailureArn:
          config?.DestinationConfig?.OnFailure?.Destination ?? properties.DeadLetterConfig?.TargetArn,
      },
    };
  });
};

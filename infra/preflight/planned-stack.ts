import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** What is to be deployed, as the synthesized assembly says it. */
export interface PlannedStack {
  readonly name: string;
  readonly bootstrap: { readonly parameter: string; readonly version: number };
  /** Parameters that have no default. */
  readonly parameters: Readonly<Record<string, { readonly pattern: RegExp | undefined }>>;
  /** Lambda instances that the functions reserve together. */
  readonly reserved: number;
  /** Of all functions, each once. */
  readonly runtimes: readonly string[];
  readonly architectures: readonly string[];
  /** The issuer of staff tokens, the name of the parameter that gives it, or neither: the stack makes it. */
  readonly issuer: { readonly url?: string; readonly parameter?: string };
  /** The names of the alarms that end a gradual release; none where it goes out at once. */
  readonly watched: readonly string[];
  readonly domain: { readonly name: string; readonly certificateArn: string } | undefined;
}

const manifestShape = z.object({
  artifacts: z.record(z.string(), z.looseObject({ type: z.string(), properties: z.optional(z.unknown()) })),
});
const stackShape = z.object({
  templateFile: z.string(),
  requiresBootstrapStackVersion: z.number(),
  bootstrapStackVersionSsmParameter: z.string(),
});
const templateShape = z.object({
  Parameters: z._default(
    z.record(
      z.string(),
      z.object({ Default: z.optional(z.unknown()), AllowedPattern: z.optional(z.string()) }),
    ),
    {},
  ),
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.optional(z.record(z.string(), z.unknown())) }),
  ),
});
const functionShape = z.object({
  Runtime: z.string(),
  Architectures: z._default(z.array(z.string()), ['x86_64']),
  ReservedConcurrentExecutions: z._default(z.number(), 0),
});
const reference = z.object({ Ref: z.string() });
const authorizerShape = z.object({ JwtConfiguration: z.object({ Issuer: z.unknown() }) });
const groupShape = z.object({
  AlarmConfiguration: z.object({ Alarms: z.array(z.object({ Name: reference })) }),
});
const domainShape = z.object({
  DomainName: z.string(),
  DomainNameConfigurations: z.tuple([z.object({ CertificateArn: z.string() })]),
});

/** Reads a cloud assembly that holds one stack. */
export async function plannedStack(directory: string): Promise<PlannedStack> {
  const json = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(join(directory, file), 'utf8'));
  const { artifacts } = manifestShape.parse(await json('manifest.json'));
  const stack = Object.entries(artifacts).find(([, { type }]) => type === 'aws:cloudformation:stack');
  if (stack === undefined) throw new Error(`${directory} holds no stack.`);
  const [name, { properties }] = stack;
  const { templateFile, ...bootstrap } = stackShape.parse(properties);
  return {
    name,
    bootstrap: {
      parameter: bootstrap.bootstrapStackVersionSsmParameter,
      version: bootstrap.requiresBootstrapStackVersion,
    },
    ...inTemplate(await json(templateFile)),
  };
}

/** What of a template the preflight looks at. */
export function inTemplate(template: unknown): Omit<PlannedStack, 'name' | 'bootstrap'> {
  const { Parameters, Resources } = templateShape.parse(template);
  const ofType = (type: string) =>
    Object.values(Resources)
      .filter((resource) => resource.Type === type)
      .map(({ Properties }) => Properties);
  const functions = ofType('AWS::Lambda::Function').map((properties) => functionShape.parse(properties));
  const [issuer] = ofType('AWS::ApiGatewayV2::Authorizer').map(
    (properties) => authorizerShape.parse(properties).JwtConfiguration.Issuer,
  );
  const alarms = ofType('AWS::CodeDeploy::DeploymentGroup').flatMap(
    (properties) => groupShape.parse(properties).AlarmConfiguration.Alarms,
  );
  const [domain] = ofType('AWS::ApiGatewayV2::DomainName').map((properties) => domainShape.parse(properties));
  return {
    parameters: Object.fromEntries(
      Object.entries(Parameters)
        .filter(([, { Default }]) => Default === undefined)
        .map(([name, { AllowedPattern }]) => [
          name,
          { pattern: AllowedPattern === undefined ? undefined : new RegExp(AllowedPattern) },
        ]),
    ),
    reserved: functions.reduce(
      (sum, { ReservedConcurrentExecutions }) => sum + ReservedConcurrentExecutions,
      0,
    ),
    runtimes: [...new Set(functions.map(({ Runtime }) => Runtime))],
    architectures: [...new Set(functions.flatMap(({ Architectures }) => Architectures))],
    issuer:
      typeof issuer === 'string'
        ? { url: issuer }
        : reference.safeParse(issuer).success && reference.parse(issuer).Ref in Parameters
          ? { parameter: reference.parse(issuer).Ref }
          : {},
    watched: [...new Set(alarms.map(({ Name: { Ref } }) => String(Resources[Ref]?.Properties?.AlarmName)))],
    domain: domain && {
      name: domain.DomainName,
      certificateArn: domain.DomainNameConfigurations[0].CertificateArn,
    },
  };
}

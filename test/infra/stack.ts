import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { inject } from 'vitest';
import { functionNames } from '../../infra/bundle.ts';
import { featureFlags } from '../../infra/feature-flags.ts';
import type { StageSettings } from '../../infra/stage-settings.ts';
import { localStage, type Stage, stages } from '../../infra/stages.ts';
import { StationStack } from '../../infra/station-stack.ts';
import { standardChannels } from '../../shared/policies/channels-content.ts';

// All send facts to other systems, so that every function is in each stack.
export const devStage = stages.dev({ facts: 'all' });

export const oneMachine = localStage({
  facts: 'all',
  loopbackWebhooks: true,
  publicOrigin: 'http://127.0.0.1:8080',
  uploadOrigin: 'http://127.0.0.1:8082',
  oidc: { issuer: 'http://127.0.0.1:8080/issuer', audience: 'huiying' },
  channels: standardChannels('sink'),
  channelSecretsDir: '/data/channels',
  keyDir: '/data/keys',
  notaryLogFile: '/data/notary/log',
});

const production: StageSettings = {
  publicOrigin: 'https://huiying.example.org',
  oidc: { issuer: 'https://id.example.org', audience: 'huiying' },
  alarmsTo: { kind: 'email', address: 'duty@example.org' },
};
export const prodStage = stages.prod({ ...production, facts: 'all' });

/** Production without other systems, of which the pages about costs and amounts speak. */
export const ownProdStage = stages.prod(production);

export const chinaStage = stages['prod-cn']({
  facts: 'all',
  publicOrigin: 'https://huiying.example.cn',
  certificateArn: 'arn:aws-cn:acm:cn-north-1:000000000000:certificate/one',
  oidc: { issuer: 'https://id.example.cn', audience: 'huiying' },
  alarmsTo: { kind: 'topic', arn: 'arn:aws-cn:sns:cn-north-1:000000000000:duty' },
});

/** Every kind of stack; the staff pool has its own test. */
export const everyStage: readonly Stage[] = [oneMachine, devStage, prodStage, chinaStage];

/** The stack of a stage with empty functions, since these tests check the resources around them. */
export const stackOf = (stage: Stage, app = newApp()): StationStack =>
  new StationStack(app, { stage, bundleDir: emptyBundles() });

/** Skips CDK's offline validation by default, since it takes seconds; `npm run synth` runs it. */
export const newApp = ({ isValidated = false } = {}): App =>
  new App({
    outdir: mkdtempSync(join(inject('scratch'), 'out-')),
    context: featureFlags,
    builtinCloudFormationValidation: isValidated,
    analyticsReporting: false,
  });

/** A stage is synthesized once per process, since tests only read the template. */
export const templateOf = (stage: Stage): Template => {
  const found = made.get(stage) ?? Template.fromStack(stackOf(stage));
  made.set(stage, found);
  return found;
};

const made = new WeakMap<Stage, Template>();

export interface Resource {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** All resources of a type, with their logical ids. */
export const resourcesOf = (template: Template, type: string): Resource[] =>
  Object.entries(template.findResources(type)).map(([id, resource]) => ({
    id,
    properties: resource.Properties as Record<string, unknown>,
  }));

/** The logical id of the alias by which callers invoke a function. */
export const aliasOf = (template: Template, functionId: string | undefined): string =>
  resourcesOf(template, 'AWS::Lambda::Alias').find(
    ({ properties }) => (properties.FunctionName as { Ref: string }).Ref === functionId,
  )?.id ?? 'none';

/** The `Fn::GetAtt` of a resource’s ARN in the same template. */
export const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

const emptyBundles = (): string => {
  const dir = mkdtempSync(join(inject('scratch'), 'bundles-'));
  for (const name of functionNames) {
    mkdirSync(join(dir, name));
    writeFileSync(join(dir, name, 'index.mjs'), 'export const handler = async () => {};\n');
  }
  return dir;
};

import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { functionNames } from '../../infra/bundle.ts';
import { stages } from '../../infra/stages.ts';
import { chinaStage, devStage, oneMachine, prodStage, resourcesOf, stackOf, templateOf } from './stack.ts';

const prod = templateOf(prodStage);

/** Operators invoke `operate` with the newest code, and `prove` runs once a day. */
const withoutAlias = ['operate', 'prove'];
/** A value that is given when the stack is deployed reaches no alias, so that what has one is invoked as it is. */
const withParameter = {
  local: [],
  dev: ['public', 'staff'],
  prod: [],
  'prod-cn': [],
} as const;
const releasedIn = (stage: keyof typeof withParameter): readonly string[] => {
  const others: readonly string[] = [...withoutAlias, ...withParameter[stage]];
  return functionNames.filter((name) => !others.includes(name));
};

/** The service name of each function by its logical id. */
const names = new Map(
  resourcesOf(prod, 'AWS::Lambda::Function').map(({ id, properties }) => [
    id,
    (properties.Environment as { Variables: Record<string, unknown> }).Variables
      .POWERTOOLS_SERVICE_NAME as string,
  ]),
);
const aliases = resourcesOf(prod, 'AWS::Lambda::Alias');
const nameOf = ({ properties }: (typeof aliases)[number]) =>
  names.get((properties.FunctionName as { Ref: string }).Ref) ?? '';
const aliasIds = new Set(aliases.map(({ id }) => id));

const groups = resourcesOf(prod, 'AWS::CodeDeploy::DeploymentGroup');
const alarmNames = new Map(
  resourcesOf(prod, 'AWS::CloudWatch::Alarm').map(({ id, properties }) => [id, String(properties.AlarmName)]),
);

/** What CloudFormation does when the alias changes, by the function's name. */
const groupOf = (name: string) => {
  const alias = aliases.find((one) => nameOf(one) === name);
  const { UpdatePolicy } = prod.toJSON().Resources[alias?.id ?? ''];
  const { Ref } = UpdatePolicy.CodeDeployLambdaAliasUpdate.DeploymentGroupName;
  const { properties } = groups.find(({ id }) => id === Ref) ?? { properties: {} as Record<string, unknown> };
  const { Alarms } = properties.AlarmConfiguration as { Alarms: { Name: { Ref: string } }[] };
  return {
    config: properties.DeploymentConfigName,
    rollback: properties.AutoRollbackConfiguration,
    alarms: Alarms.map(({ Name }) => alarmNames.get(Name.Ref)?.replace('huiying-prod-', '')),
  };
};

describe('callers of a function', () => {
  it('invoke the alias that a release moves, in every stage', () => {
    for (const stage of [oneMachine, devStage, prodStage, chinaStage]) {
      templateOf(stage).resourceCountIs('AWS::Lambda::Alias', releasedIn(stage.name).length);
    }
    expect(aliases.map(nameOf).toSorted()).toEqual(releasedIn('prod').toSorted());
    for (const { properties } of aliases) expect(properties.Name).toBe('live');
  });

  it('never invoke an alias of a function whose environment has a parameter', () => {
    for (const stage of [oneMachine, devStage, prodStage, chinaStage]) {
      const template = templateOf(stage);
      const parameters = Object.keys(template.toJSON().Parameters ?? {}).filter(
        (name) => name !== 'BootstrapVersion',
      );
      const fed = resourcesOf(template, 'AWS::Lambda::Function').filter(({ properties }) =>
        parameters.some((name) => JSON.stringify(properties.Environment).includes(`{"Ref":"${name}"}`)),
      );
      expect(fed).toHaveLength(withParameter[stage.name].length);
      const released = resourcesOf(template, 'AWS::Lambda::Alias').map(
        ({ properties }) => (properties.FunctionName as { Ref: string }).Ref,
      );
      expect(fed.filter(({ id }) => released.includes(id))).toEqual([]);
    }
  });

  it.each([
    ['AWS::ApiGatewayV2::Integration', 'IntegrationUri', 3, []],
    ['AWS::Lambda::EventSourceMapping', 'FunctionName', 2, []],
    // A proof that was asked for.
    ['AWS::Lambda::Permission', 'FunctionName', 11, ['prove']],
  ])('%s', (type, property, count, withoutAlias) => {
    const named = resourcesOf(prod, type).map(({ properties }) => JSON.stringify(properties[property]));
    expect(named).toHaveLength(count);
    // A mapping names the alias by its function's name and its own.
    const others = named.filter((one) => ![...aliasIds].some((id) => one.includes(`"Ref":"${id}"`)));
    expect(others.map((one) => [...names].find(([id]) => one.includes(`"${id}"`))?.[1])).toEqual(
      withoutAlias,
    );
  });

  it('AWS::Events::Rule', () => {
    const targets = resourcesOf(prod, 'AWS::Events::Rule').flatMap(
      ({ properties }) => properties.Targets as { Arn: { Ref: string } }[],
    );
    expect(targets).toHaveLength(8);
    // The other one asks for a proof, which has no alias.
    expect(targets.filter(({ Arn }) => aliasIds.has(Arn.Ref))).toHaveLength(7);
  });

  it('AWS::Scheduler::Schedule, whose role may invoke just that', () => {
    const arns = resourcesOf(prod, 'AWS::Scheduler::Schedule').map(
      ({ properties }) => (properties.Target as { Arn: unknown }).Arn,
    );
    const roles = JSON.stringify(resourcesOf(prod, 'AWS::IAM::Role'));
    expect(arns.filter((arn) => aliasIds.has((arn as { Ref: string }).Ref))).toHaveLength(3);
    for (const arn of arns) expect(roles).toContain(JSON.stringify(arn));
  });

  it('have their retries and dead letters at that alias, where Lambda looks for them', () => {
    const configs = resourcesOf(prod, 'AWS::Lambda::EventInvokeConfig').map(({ properties }) => ({
      name: names.get((properties.FunctionName as { Ref: string }).Ref),
      isOfAlias: JSON.stringify(properties.Qualifier).includes('Live'),
    }));
    expect(configs.length).toBeGreaterThan(4);
    const notOfAlias = configs.filter(({ isOfAlias }) => !isOfAlias).map(({ name }) => name);
    expect(notOfAlias.toSorted()).toEqual(['prove']);
  });
});

describe('a release in production', () => {
  it.each([
    ['public', ['public-errors', 'api-defects']],
    ['staff', ['staff-errors', 'api-defects']],
    ['relay', ['relay-errors', 'stream-lag']],
    ['notary', ['notary-errors', 'notary-stream-lag']],
    ['photos', ['photos-errors']],
  ])('gives %s a tenth for ten minutes, and takes it back on %s', (name, alarms) => {
    const { config, rollback, alarms: watched } = groupOf(name);
    expect(config).toBe('CodeDeployDefault.LambdaCanary10Percent10Minutes');
    expect(rollback).toMatchObject({
      Enabled: true,
      Events: expect.arrayContaining(['DEPLOYMENT_STOP_ON_ALARM']),
    });
    expect(watched).toEqual(alarms);
  });

  it.each([
    ['sweep', ['sweep-errors', 'sweep-heartbeat']],
    ['contacts', ['contacts-errors']],
  ])('gives %s every second run, since there are few', (name, alarms) => {
    const { config, alarms: watched } = groupOf(name);
    expect(config).toEqual({ Ref: expect.stringContaining('Half') });
    expect(watched).toEqual(alarms);
    prod.hasResourceProperties('AWS::CodeDeploy::DeploymentConfig', {
      ComputePlatform: 'Lambda',
      TrafficRoutingConfig: {
        Type: 'TimeBasedCanary',
        TimeBasedCanary: { CanaryInterval: 10, CanaryPercentage: 50 },
      },
    });
  });

  it('raises no warning, which would stop a deployment', () => {
    expect(Annotations.fromStack(stackOf(prodStage)).findWarning('*', Match.anyValue())).toEqual([]);
  });
});

describe('a release at once', () => {
  it.each([
    ['dev', devStage],
    ['the local run', oneMachine],
    ['China, until it is asked for', chinaStage],
    ['production, where it is asked for', stages.prod({ ...prodStage, release: 'at-once' })],
  ])('is one without CodeDeploy: %s', (_, stage) => {
    expect(JSON.stringify(templateOf(stage).toJSON())).not.toContain('CodeDeploy');
  });

  it('becomes gradual where the stage asks for it', () => {
    const gradual = templateOf(stages.dev({ ...devStage, release: 'gradual' }));
    gradual.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', releasedIn('dev').length);
  });
});

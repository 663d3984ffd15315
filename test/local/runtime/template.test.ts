import { describe, expect, it } from 'vitest';
import { planOf } from '../../../infra/local/template/template.ts';
import { standardChannels } from '../../../shared/policies/channels-content.ts';
import { stubManifest, stubTemplate, type Template } from './stub-template.ts';

const settings = {
  publicOrigin: 'http://127.0.0.1:8787',
  uploadOrigin: 'http://127.0.0.1:8790',
  oidc: { issuer: 'http://127.0.0.1:8788', audience: 'stub' },
  channels: standardChannels('sink'),
  channelSecretsDir: '/data/channels',
  keyDir: '/keys',
  notaryLogFile: '/data/notary/log',
};

const planOfStub = (change: (template: Template) => void = () => undefined) => {
  const template = stubTemplate(settings);
  change(template);
  return planOf({ template, manifest: stubManifest, directory: '/assembly' });
};

const properties = (template: Template, id: string): Record<string, unknown> =>
  template.Resources[id]?.Properties ?? {};

/** Puts an alias before a function, as a release does. */
const addAlias = (template: Template, FunctionName: unknown): void => {
  Object.assign(template.Resources, {
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName, Name: 'live', FunctionVersion: '1' } },
  });
};

const setCondition = (template: Template, Condition: object): void => {
  const [policy] = properties(template, 'publicRole').Policies as [
    { PolicyDocument: { Statement: [object] } },
  ];
  Object.assign(policy.PolicyDocument.Statement[0], { Condition });
};

describe('a template', () => {
  it('gives each function its bundle, its variables and its limits', () => {
    const { functions } = planOfStub();
    expect(functions.find(({ title }) => title === 'sweep')).toEqual({
      arn: 'arn:local:lambda:local:000000000000:function:Sweep',
      name: 'Sweep',
      roleArn: 'arn:local:iam::000000000000:role/sweepRole',
      title: 'sweep',
      directory: '/assembly/sweep',
      module: 'index.mjs',
      exportName: 'handler',
      environment: { POWERTOOLS_SERVICE_NAME: 'sweep', PUBLIC_ORIGIN: 'http://127.0.0.1:8787' },
      timeoutSeconds: 600,
      memoryMegabytes: 128,
      instancesMax: 1,
      whenAsync: {
        retriesMax: 0,
        ageSecondsMax: 3600,
        onFailureArn: 'arn:local:sqs:local:000000000000:FailedEvents',
      },
    });
    expect(functions.find(({ title }) => title === 'public')?.environment.TABLE_NAME).toBe('Table');
  });

  it('gives each route its function and its token check', () => {
    const { routes } = planOfStub();
    expect(routes).toContainEqual({
      key: 'GET /me',
      functionArn: 'arn:local:lambda:local:000000000000:function:Staff',
      authorizer: { issuer: 'http://127.0.0.1:8788', audiences: ['stub'], scopes: [] },
    });
    expect(routes.find(({ key }) => key === 'POST /facts')?.authorizer).toBeUndefined();
  });

  it('gives the stream’s settings, the targets of each event, and the schedules', () => {
    const { streams, rules, schedules } = planOfStub();
    expect(streams).toMatchObject([
      { batchSize: 10, retriesMax: 2, ageSecondsMax: 21_600, bisect: true, reportsItemFailures: true },
    ]);
    expect(rules).toMatchObject([{ busName: 'facts', pattern: { source: ['stub'] } }]);
    expect(schedules).toMatchObject([{ everyMinutes: 1 }]);
  });

  it('leads by an alias to its function, also where that is named by both', () => {
    const { routes, streams } = planOfStub((template) => {
      addAlias(template, { Ref: 'Relay' });
      const [integration = ''] = Object.entries(template.Resources)
        .filter(([, { Type }]) => Type === 'AWS::ApiGatewayV2::Integration')
        .map(([id]) => id);
      Object.assign(properties(template, integration), { IntegrationUri: { Ref: 'Live' } });
      Object.assign(template.Resources, {
        RelayPermission: {
          Type: 'AWS::Lambda::Permission',
          Properties: { FunctionName: { Ref: 'Live' }, Principal: 'apigateway.amazonaws.com' },
        },
      });
      const name = { 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Live' }] }] };
      Object.assign(properties(template, 'Changes'), { FunctionName: { 'Fn::Join': ['', [name, ':live']] } });
    });
    const relay = 'arn:local:lambda:local:000000000000:function:Relay';
    expect(routes.map(({ functionArn }) => functionArn)).toContain(relay);
    expect(streams.map(({ functionArn }) => functionArn)).toEqual([relay]);
  });

  it('does without a resource whose condition does not hold', () => {
    const { queues } = planOfStub((template) => {
      Object.assign(template, {
        Conditions: { Never: { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws'] } },
      });
      Object.assign(template.Resources, { Extra: { Type: 'AWS::SQS::Queue', Condition: 'Never' } });
    });
    expect(queues.map(({ name }) => name)).toEqual(['FailedEvents', 'FailedRecords']);
  });
});

describe('a template that would fail on AWS, or that the run cannot follow, is refused', () => {
  const faults: readonly [string, (template: Template) => void, RegExp][] = [
    [
      'a resource of an unknown type',
      (template) => Object.assign(template.Resources, { Pipe: { Type: 'AWS::Pipes::Pipe', Properties: {} } }),
      /^Pipe: the local run does not know AWS::Pipes::Pipe\./,
    ],
    [
      'a reference to nothing',
      (template) => Object.assign(properties(template, 'Facts'), { EventBusName: { Ref: 'Gone' } }),
      /^Gone: is referred to and does not exist\./,
    ],
    [
      'an alias of a function elsewhere',
      (template) => addAlias(template, 'arn:aws:lambda:eu-central-1:123456789012:function:other'),
      /^Live: is the alias of no function of the template\./,
    ],
    [
      'a bundle that no asset has',
      (template) => Object.assign(properties(template, 'Public'), { Code: { S3Key: 'gone.zip' } }),
      /^Public: no asset has the key gone\.zip\./,
    ],
    [
      'a function without permission for its invoker',
      (template) => delete template.Resources.NotifyPermission,
      /does not admit events, which invokes it\./,
    ],
    [
      'a condition of a pattern that is not known',
      (template) =>
        Object.assign(properties(template, 'Facts'), { EventPattern: { a: [{ cidr: '10.0.0.0/8' }] } }),
      /does not know a condition of the pattern/,
    ],
    [
      'an event of which a text is made on its way',
      (template) =>
        Object.assign(properties(template, 'Facts'), {
          Targets: [
            {
              Arn: 'x',
              InputTransformer: { InputPathsMap: { at: '$.time' }, InputTemplate: '"at <at>"' },
            },
          ],
        }),
      /^Facts: .*must be JSON with fields for values/s,
    ],
    [
      'a route that asks for a token and has nobody to check it',
      (template) => delete properties(template, 'Me').AuthorizerId,
      /^Me: asks for a token and names no authorizer/,
    ],
    [
      'a stream that ends in no queue',
      (template) =>
        Object.assign(properties(template, 'Changes'), {
          DestinationConfig: { OnFailure: { Destination: 'x' } },
        }),
      /^x: is no queue for what fails\./,
    ],
    [
      'a condition of a policy that is not known',
      (template) => setCondition(template, { StringEquals: { 'aws:SourceIp': '127.0.0.1' } }),
      /^publicRole: the local run does not know the key aws:SourceIp\./,
    ],
    [
      'a comparison of a policy that is not known',
      (template) => setCondition(template, { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': 'x' } }),
      /^publicRole: the local run does not know ForAnyValue:StringLike of dynamodb:LeadingKeys\./,
    ],
    [
      'a comparison that would take one of several values for all',
      (template) => setCondition(template, { StringLike: { 'dynamodb:LeadingKeys': 'x' } }),
      /^publicRole: the local run does not know StringLike of dynamodb:LeadingKeys\./,
    ],
    [
      'a policy that excludes actions instead of naming them',
      (template) => {
        const [policy] = properties(template, 'publicRole').Policies as [{ PolicyDocument: object }];
        policy.PolicyDocument = {
          Statement: [{ Effect: 'Allow', NotAction: 'dynamodb:Scan', Resource: '*' }],
        };
      },
      /^publicRole: .*Action/s,
    ],
    [
      'a managed policy, whose content is elsewhere',
      (template) => Object.assign(properties(template, 'publicRole'), { ManagedPolicyArns: ['x'] }),
      /^publicRole: has a managed policy/,
    ],
  ];

  it.each(faults)('%s', (_, change, sentence) => {
    expect(() => planOfStub(change)).toThrow(sentence);
  });
});

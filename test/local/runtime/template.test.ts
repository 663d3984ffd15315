import { describe, expect, it } from 'vitest';
import { planOf } from '../../../infra/local/template/template.ts';
import { stubManifest, stubTemplate, type Template } from './stub-template.ts';

const settings = {
  publicOrigin: 'http://127.0.0.1:8787',
  uploadOrigin: 'http://127.0.0.1:8790',
  oidc: { issuer: 'http://127.0.0.1:8788', audience: 'stub' },
  channels: [],
  channelTargets: {},
  keyFile: '/keys',
};

const planOfStub = (change: (template: Template) => void = () => undefined) => {
  const template = stubTemplate(settings);
  change(template);
  return planOf({ template, manifest: stubManifest, directory: '/assembly' });
};

const properties = (template: Template, id: string): Record<string, unknown> =>
  template.Resources[id]?.Properties ?? {};

describe('a template', () => {
  it('gives each function its bundle, its variables and its limits', () => {
    const { functions } = planOfStub();
    expect(functions.find(({ title }) => title === 'sweep')).toEqual({
      arn: 'arn:local:lambda:local:000000000000:function:Sweep',
      name: 'Sweep',
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
      'an event that is changed on its way',
      (template) =>
        Object.assign(properties(template, 'Facts'), { Targets: [{ Arn: 'x', InputTransformer: {} }] }),
      /^Facts: .*not known to the local run/s,
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
  ];

  it.each(faults)('%s', (_, change, sentence) => {
    expect(() => planOfStub(change)).toThrow(sentence);
  });
});

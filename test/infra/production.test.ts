import type { Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, it } from 'vitest';
import type { StageSettings } from '../../infra/stage-settings.ts';
import { stages } from '../../infra/stages.ts';
import { chinaStage, prodStage, resourcesOf, stackOf, templateOf } from './stack.ts';

const fit: StageSettings = {
  publicOrigin: 'https://huiying.example.cn',
  oidc: { issuer: 'https://id.example.cn', audience: 'huiying' },
  alarmsTo: { kind: 'email', address: 'duty@example.cn' },
};
const without = (name: keyof StageSettings): StageSettings => {
  const { [name]: _, ...rest } = fit;
  return rest;
};
const at = (publicOrigin: string): StageSettings => ({ ...fit, publicOrigin });

describe.each(['prod', 'prod-cn'] as const)('the stage %s', (name) => {
  it('takes four shards, keeps its data, and keeps its logs for three months', () => {
    expect(stages[name](fit)).toMatchObject({
      name,
      shardsPerLane: 4,
      retention: 'keep',
      logRetention: RetentionDays.THREE_MONTHS,
      sweepInstances: 2,
      photoInstances: 4,
    });
  });

  it.each([
    ['files of secrets', { ...fit, channelSecretsDir: '/data/channels' }, 'secrets of channels'],
    ['no issuer', without('oidc'), 'an issuer of staff tokens'],
    [
      'an issuer without encryption',
      { ...fit, oidc: { issuer: 'http://id.example.cn', audience: 'huiying' } },
      'an issuer of staff tokens',
    ],
    ['no public address', without('publicOrigin'), 'an https domain'],
    ['no receiver of its alarms', without('alarmsTo'), 'a receiver of its alarms'],
    ['no instance for its clock', { ...fit, sweepInstances: 0 }, 'reserves Lambda instances for the sweep'],
    ['no limit to its photos', { ...fit, photoInstances: 0 }, 'limits the instances that photos take'],
    ['key files', { ...fit, keyDir: '/data/keys' }, 'keeps its keys in KMS'],
  ] as [string, StageSettings, string][])('is refused with %s, in a sentence', (_, settings, sentence) => {
    expect(() => stages[name](settings)).toThrow(sentence);
  });

  it.each([
    'http://huiying.example.cn',
    'https://abc123.execute-api.cn-north-1.amazonaws.com.cn',
    'https://abc123.execute-api.eu-central-1.amazonaws.com',
    'https://abc123.cloudfront.net',
    'https://abc123.lambda-url.eu-central-1.on.aws',
    'https://localhost',
    'https://huiying',
    'https://192.0.2.1',
    'https://[2001:db8::1]',
    'https://huiying.example.cn:8443',
    'https://huiying.example.cn/reports',
  ])('refuses the public origin %s, which would be printed on posters', (publicOrigin) => {
    expect(() => stages[name](at(publicOrigin))).toThrow('an https domain');
  });

  it('says all that is missing at once', () => {
    const error = (() => {
      try {
        return stages[name]({});
      } catch (caught) {
        return caught as Error;
      }
    })();
    expect(String((error as Error).message).split('\n')).toHaveLength(3);
  });
});

describe('the template of production', () => {
  it('asks for nothing at deployment', () => {
    const template = templateOf(prodStage);
    const asked = Object.keys(template.findParameters('*')).filter((name) => name !== 'BootstrapVersion');
    expect(asked).toEqual([]);
  });

  it('writes the alarms to the address, which must confirm', () => {
    templateOf(prodStage).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'duty@example.org',
    });
  });

  it('hands the alarms to a topic that is there already', () => {
    const template = templateOf(chinaStage);
    template.resourceCountIs('AWS::SNS::Topic', 0);
    for (const { properties } of resourcesOf(template, 'AWS::CloudWatch::Alarm')) {
      expect(properties.AlarmActions).toEqual(['arn:aws-cn:sns:cn-north-1:000000000000:duty']);
    }
  });

  it('answers at the station’s own address when it has the certificate', () => {
    const template = templateOf(chinaStage);
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'huiying.example.cn',
      DomainNameConfigurations: [{ SecurityPolicy: 'TLS_1_2' }],
    });
    template.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
    templateOf(prodStage).resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
  });

  it('answers there alone, and at the address of AWS only where a proxy needs it', () => {
    const isShut = (stage: typeof chinaStage) =>
      resourcesOf(templateOf(stage), 'AWS::ApiGatewayV2::Api')[0]?.properties.DisableExecuteApiEndpoint;
    expect(isShut(chinaStage)).toBe(true);
    expect(isShut(prodStage)).toBe(false);
  });
});

describe('a first deployment', () => {
  const first = stages.prod({ ...fit, firstDeployment: true });
  const tableOf = (template: Template) => resourcesOf(template, 'AWS::DynamoDB::Table')[0]?.properties;

  it('protects nothing yet, so that it can be undone and repeated', () => {
    expect(stackOf(first).terminationProtection).toBe(false);
    expect(tableOf(templateOf(first))).toMatchObject({ DeletionProtectionEnabled: false });
  });

  it('is followed by one that protects the stack and the table', () => {
    expect(stackOf(prodStage).terminationProtection).toBe(true);
    expect(tableOf(templateOf(prodStage))).toMatchObject({ DeletionProtectionEnabled: true });
  });

  it('leaves nothing behind when it fails, and what it made outlives its stack all the same', () => {
    const policies = Object.values(templateOf(first).toJSON().Resources as Record<string, Kept>)
      .filter(({ DeletionPolicy = 'Delete' }) => DeletionPolicy !== 'Delete')
      .map(({ Type, DeletionPolicy, UpdateReplacePolicy }) => ({
        Type,
        DeletionPolicy,
        UpdateReplacePolicy,
      }));
    expect(new Set(policies.map(({ Type }) => Type))).toEqual(
      new Set(['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket']),
    );
    for (const policy of policies) {
      expect(policy).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    }
  });
});

interface Kept {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

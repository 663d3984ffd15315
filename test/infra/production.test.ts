import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, it } from 'vitest';
import type { StageSettings } from '../../infra/stage-settings.ts';
import { stages } from '../../infra/stages.ts';
import { chinaStage, prodStage, resourcesOf, templateOf } from './stack.ts';

const fit: StageSettings = {
  publicOrigin: 'https://huiying.example.cn',
  oidc: { issuer: 'https://id.example.cn', audience: 'huiying' },
  channels: [{ name: 'robot', kind: 'webhook', audience: ['staff'] }],
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
    ['no channel', without('channels'), 'a channel that reaches staff'],
    [
      'no channel that reaches staff',
      { ...fit, channels: [{ name: 'line', kind: 'webhook', audience: ['resident'] }] },
      'a channel that reaches staff',
    ],
    [
      'only the inbox of the local run',
      { ...fit, channels: [{ name: 'sink', kind: 'sink', audience: ['staff'] }] },
      'a channel that reaches staff',
    ],
    [
      'channel targets in its template',
      { ...fit, channelTargets: { robot: { url: 'https://robot.example' } } },
      'Channel targets are secrets',
    ],
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
    ['a key file', { ...fit, keyFile: '/data/keys' }, 'keeps its key in KMS'],
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
    expect(String((error as Error).message).split('\n')).toHaveLength(4);
  });
});

describe('the template of production', () => {
  it('asks at deployment for the channel targets and for nothing else', () => {
    const template = templateOf(prodStage);
    const asked = Object.keys(template.findParameters('*')).filter((name) => name !== 'BootstrapVersion');
    expect(asked).toEqual(['ChannelTargets']);
    const { AllowedPattern } = template.findParameters('ChannelTargets').ChannelTargets as {
      AllowedPattern: string;
    };
    const allowed = new RegExp(AllowedPattern);
    expect('{"robot":{"url":"https://robot.example","secret":"whsec_x"}}').toMatch(allowed);
    for (const empty of ['', '{}', '{"robot":{}}', '{"robot":{"url":"http://robot.example"}}']) {
      expect(empty).not.toMatch(allowed);
    }
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
});

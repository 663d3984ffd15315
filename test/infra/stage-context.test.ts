import { describe, expect, it } from 'vitest';
import { stageFromContext } from '../../infra/stage-context.ts';

const given = (context: Record<string, unknown>) => () => stageFromContext((key) => context[key]);

describe('the stage named on the command line', () => {
  it('is dev when none is named', () => {
    expect(given({})()).toMatchObject({ name: 'dev', retention: 'keep', runtime: 'nodejs24.x' });
  });

  it('leaves the issuer open until deployment', () => {
    expect(given({})()).not.toHaveProperty('oidc');
  });

  it('takes issuer, audience, address, runtime and architecture', () => {
    const context = {
      stage: 'dev',
      oidcIssuer: 'https://issuer.example/staff',
      oidcAudience: 'huiying',
      publicOrigin: 'https://huiying.example',
      runtime: 'nodejs22.x',
      architecture: 'x86_64',
    };
    expect(given(context)()).toMatchObject({
      oidc: { issuer: 'https://issuer.example/staff', audience: 'huiying' },
      publicOrigin: 'https://huiying.example',
      runtime: 'nodejs22.x',
      architecture: 'x86_64',
    });
  });

  it('takes a whole production', () => {
    const context = {
      stage: 'prod-cn',
      oidcIssuer: 'https://id.example.cn',
      oidcAudience: 'huiying',
      publicOrigin: 'https://huiying.example.cn',
      certificateArn: 'arn:aws-cn:acm:cn-north-1:000000000000:certificate/one',
      alarmEmail: 'duty@example.cn',
    };
    expect(given(context)()).toMatchObject({
      name: 'prod-cn',
      alarmsTo: { kind: 'email', address: 'duty@example.cn' },
      certificateArn: 'arn:aws-cn:acm:cn-north-1:000000000000:certificate/one',
    });
  });

  it('takes a pool of staff to be made', () => {
    expect(given({ staffPool: 'cognito' })()).toMatchObject({ staffPool: 'cognito' });
    expect(given({ staffPool: 'other' })).toThrow();
  });

  it('takes the proxies that stand in front', () => {
    expect(given({ proxies: '192.0.2.1, 198.51.100.0/24,2001:db8::/32' })()).toMatchObject({
      proxies: ['192.0.2.1', '198.51.100.0/24', '2001:db8::/32'],
    });
  });

  it('takes the first deployment', () => {
    expect(given({ firstDeployment: 'true' })()).toMatchObject({ firstDeployment: true });
    expect(given({ firstDeployment: 'false' })()).toMatchObject({ firstDeployment: false });
  });

  it('takes a topic for alarms and a small quota', () => {
    const alarmTopicArn = 'arn:aws:sns:eu-central-1:000000000000:duty';
    expect(given({ alarmTopicArn, sweepInstances: '0', photoInstances: '0' })()).toMatchObject({
      alarmsTo: { kind: 'topic', arn: alarmTopicArn },
      sweepInstances: 0,
      photoInstances: 0,
    });
  });

  it.each([
    ['an unknown stage', { stage: 'prod2' }],
    ['an issuer without an audience', { oidcIssuer: 'https://issuer.example' }],
    ['two issuers', { oidcIssuer: 'https://issuer.example', oidcAudience: 'huiying', staffPool: 'cognito' }],
    ['an audience without an issuer', { oidcAudience: 'huiying' }],
    ['an issuer that is no address', { oidcIssuer: 'issuer', oidcAudience: 'huiying' }],
    ['an address for alarms that is none', { alarmEmail: 'duty' }],
    ['two places for alarms', { alarmEmail: 'duty@example.org', alarmTopicArn: 'arn:aws:sns:x:0:duty' }],
    ['a processor that Lambda does not have', { architecture: 'riscv64' }],
    ['a first deployment that is neither', { firstDeployment: 'perhaps' }],
    ['a proxy without an address', { proxies: 'proxy.example.cn' }],
    ['a proxy too many', { proxies: '192.0.2.1,' }],
    ['half an instance', { sweepInstances: '0.5' }],
    ['fewer than no instances', { photoInstances: '-1' }],
    ['an address with a trailing slash', { publicOrigin: 'https://huiying.example/' }],
  ])('refuses %s', (_, context) => {
    expect(given(context)).toThrow();
  });
});

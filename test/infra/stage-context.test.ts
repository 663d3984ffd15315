import { describe, expect, it } from 'vitest';
import { stageFromContext } from '../../infra/stage-context.ts';

const given = (context: Record<string, unknown>) => () => stageFromContext((key) => context[key]);

describe('the stage named on the command line', () => {
  it('is dev when none is named', () => {
    expect(given({})()).toMatchObject({ name: 'dev', retention: 'keep', runtime: 'nodejs24.x' });
  });

  it('leaves issuer and channel targets open until deployment', () => {
    expect(given({})()).not.toHaveProperty('oidc');
    expect(given({})()).not.toHaveProperty('channelTargets');
  });

  it('takes issuer, audience, address and runtime', () => {
    const context = {
      stage: 'dev',
      oidcIssuer: 'https://issuer.example/staff',
      oidcAudience: 'huiying',
      publicOrigin: 'https://huiying.example',
      runtime: 'nodejs22.x',
    };
    expect(given(context)()).toMatchObject({
      oidc: { issuer: 'https://issuer.example/staff', audience: 'huiying' },
      publicOrigin: 'https://huiying.example',
      runtime: 'nodejs22.x',
    });
  });

  it('takes a whole production', () => {
    const context = {
      stage: 'prod-cn',
      oidcIssuer: 'https://id.example.cn',
      oidcAudience: 'huiying',
      publicOrigin: 'https://huiying.example.cn',
      certificateArn: 'arn:aws-cn:acm:cn-north-1:000000000000:certificate/one',
      channels: 'robot:webhook:staff, line:webhook:staff+resident',
      alarmEmail: 'duty@example.cn',
    };
    expect(given(context)()).toMatchObject({
      name: 'prod-cn',
      channels: [
        { name: 'robot', kind: 'webhook', audience: ['staff'] },
        { name: 'line', kind: 'webhook', audience: ['staff', 'resident'] },
      ],
      alarmsTo: { kind: 'email', address: 'duty@example.cn' },
      certificateArn: 'arn:aws-cn:acm:cn-north-1:000000000000:certificate/one',
    });
  });

  it('takes a pool of staff to be made', () => {
    expect(given({ staffPool: 'cognito' })()).toMatchObject({ staffPool: 'cognito' });
    expect(given({ staffPool: 'other' })).toThrow();
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
    ['a channel without an audience', { channels: 'robot:webhook' }],
    ['a channel of a kind that nobody speaks', { channels: 'robot:telepathy:staff' }],
    ['an address for alarms that is none', { alarmEmail: 'duty' }],
    ['two places for alarms', { alarmEmail: 'duty@example.org', alarmTopicArn: 'arn:aws:sns:x:0:duty' }],
    ['half an instance', { sweepInstances: '0.5' }],
    ['fewer than no instances', { photoInstances: '-1' }],
    ['an address with a trailing slash', { publicOrigin: 'https://huiying.example/' }],
  ])('refuses %s', (_, context) => {
    expect(given(context)).toThrow();
  });
});

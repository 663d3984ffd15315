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

  it.each([
    ['an unknown stage', { stage: 'prod2' }],
    ['an issuer without an audience', { oidcIssuer: 'https://issuer.example' }],
    ['an audience without an issuer', { oidcAudience: 'huiying' }],
    ['an issuer that is no address', { oidcIssuer: 'issuer', oidcAudience: 'huiying' }],
    ['an address with a trailing slash', { publicOrigin: 'https://huiying.example/' }],
  ])('refuses %s', (_, context) => {
    expect(given(context)).toThrow();
  });
});

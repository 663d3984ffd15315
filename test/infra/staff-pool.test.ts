import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import type { StageSettings } from '../../infra/stage-settings.ts';
import { stages } from '../../infra/stages.ts';
import { newApp, prodStage, resourcesOf, stackOf, templateOf } from './stack.ts';

const settings: StageSettings = {
  publicOrigin: 'https://huiying.example.org',
  staffPool: 'cognito',
  alarmsTo: { kind: 'email', address: 'duty@example.org' },
};
const stage = stages.prod(settings);
const template = templateOf(stage);
const only = (type: string) => {
  const [found, ...others] = resourcesOf(template, type);
  expect(others).toEqual([]);
  return found ?? { id: '', properties: {} };
};
const pool = only('AWS::Cognito::UserPool');
const client = only('AWS::Cognito::UserPoolClient');

describe('the pool of staff', () => {
  it('is created only where the stage requests it, and then no issuer is a parameter', () => {
    templateOf(prodStage).resourceCountIs('AWS::Cognito::UserPool', 0);
    expect(Object.keys(template.findParameters('*'))).not.toContain('OidcIssuer');
  });

  it('contains only users that an administrator creates', () => {
    expect(pool.properties.AdminCreateUserConfig).toMatchObject({ AllowAdminCreateUserOnly: true });
    expect(pool.properties.AccountRecoverySetting).toEqual({
      RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }],
    });
  });

  it('requires a second factor other than text messages', () => {
    expect(pool.properties).toMatchObject({
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: true } },
    });
  });

  it('forbids users to write their own station', () => {
    expect(pool.properties.Schema).toContainEqual(expect.objectContaining({ Name: 'station' }));
    expect(client.properties.WriteAttributes).toEqual(['locale']);
    expect(client.properties.ReadAttributes).toContain('custom:station');
  });

  it('has a group for each role, and no other', () => {
    const groups = resourcesOf(template, 'AWS::Cognito::UserPoolGroup').map(
      ({ properties }) => properties.GroupName,
    );
    expect(groups.toSorted()).toEqual(['auditor', 'chief', 'guard', 'officer']);
  });

  it('gives a browser short tokens by a code, to the station’s own console', () => {
    expect(client.properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      CallbackURLs: ['https://huiying.example.org/office'],
      IdTokenValidity: 30,
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
    });
    expect(client.properties.ExplicitAuthFlows).toEqual(['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']);
  });

  it('is believed by the API and by the function in the same words', () => {
    const issuer = { 'Fn::GetAtt': [pool.id, 'ProviderURL'] };
    expect(only('AWS::ApiGatewayV2::Authorizer').properties.JwtConfiguration).toEqual({
      Issuer: issuer,
      Audience: [{ Ref: client.id }],
    });
    const staff = resourcesOf(template, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('HttpStaff'));
    expect(staff?.properties.Environment).toHaveProperty(
      'Variables',
      expect.objectContaining({
        OIDC_ISSUER: issuer,
        OIDC_AUDIENCE: { Ref: client.id },
        OIDC_GROUPS_CLAIM: 'cognito:groups',
        OIDC_STATION_CLAIM: 'custom:station',
      }),
    );
  });

  it('leads back to the API’s own address where the station has no other', () => {
    const trial = templateOf(stages.dev({ staffPool: 'cognito' }));
    const [api] = resourcesOf(trial, 'AWS::ApiGatewayV2::Api');
    const at = (path: string) => ({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [api?.id, 'ApiEndpoint'] }, path]] });
    expect(resourcesOf(trial, 'AWS::Cognito::UserPoolClient')[0]?.properties).toMatchObject({
      CallbackURLs: [at('/office')],
      LogoutURLs: [at('/office')],
    });
  });

  it('outlives its stack, like the cases that its people answer', () => {
    template.hasResource('AWS::Cognito::UserPool', {
      Properties: { DeletionProtection: 'ACTIVE' },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  });

  it('passes the AWS Solutions checks and names no partition', () => {
    const app = newApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    stackOf(stage, app);
    expect(() => app.synth()).not.toThrow();
    expect(JSON.stringify(template.toJSON())).not.toContain('arn:aws:');
  });

  it('is refused in China, which has none', () => {
    expect(() => stages['prod-cn'](settings)).toThrow('China has no Cognito user pools');
  });
});

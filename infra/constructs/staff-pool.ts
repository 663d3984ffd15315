import { Aws, CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  StringAttribute,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { roles } from '../../shared/engine/scope.ts';
import type { Oidc } from '../stage-settings.ts';
import type { Stage } from '../stages.ts';

const SIGN_IN_HOURS = 12;

/**
 * A user pool for staff, where the station has no issuer of its own. Only an administrator enters people and writes
 * their station and group; a person who could change either could read another station. The API takes its ID tokens,
 * because access tokens of a pool cannot carry the station.
 */
export class StaffPool extends Construct {
  readonly oidc: Oidc;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    const kept = stage.retention === 'keep';
    const pool = new UserPool(this, 'Pool', {
      userPoolName: `huiying-${stage.name}-staff`,
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      // Phone numbers and emails of staff are not needed to sign in, so they are not stored; a second factor is
      // required.
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.NONE,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      customAttributes: { station: new StringAttribute({ mutable: true, minLen: 1, maxLen: 64 }) },
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: kept,
      removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    for (const role of roles) {
      new CfnUserPoolGroup(this, role, { userPoolId: pool.userPoolId, groupName: role });
    }
    pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: `huiying-${stage.name}-${Aws.ACCOUNT_ID}` } });
    const client = this.consoleOf(pool, stage.publicOrigin);
    this.oidc = {
      issuer: pool.userPoolProviderUrl,
      audience: client.userPoolClientId,
      claims: { groups: 'cognito:groups', station: 'custom:station' },
    };
    new CfnOutput(this, 'Id', {
      value: pool.userPoolId,
      description: 'The user pool in which staff are entered; see docs/deploy.md.',
    });
    new CfnOutput(this, 'Client', { value: client.userPoolClientId });
  }

  private consoleOf(pool: UserPool, origin: string | undefined): UserPoolClient {
    const redirects = origin === undefined ? [] : [`${origin}/console/`, `${origin}/console/callback`];
    return pool.addClient('Console', {
      // A browser application cannot keep a secret; it uses PKCE.
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE],
        callbackUrls: redirects,
        logoutUrls: redirects.slice(0, 1),
      },
      // By default a client could write every attribute, including the station.
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
      readAttributes: new ClientAttributes()
        .withStandardAttributes({ locale: true, fullname: true })
        .withCustomAttributes('station'),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      idTokenValidity: Duration.minutes(30),
      accessTokenValidity: Duration.minutes(30),
      refreshTokenValidity: Duration.hours(SIGN_IN_HOURS),
    });
  }
}

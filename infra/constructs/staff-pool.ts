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
 * Who vouches for staff where the station has nobody who does. People are entered by an administrator, who alone can
 * write the station they belong to and their group; whoever could change either would read another station. Tokens for
 * the API are its ID tokens: they carry the station, which access tokens of a pool do not.
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
      // Numbers and mails of staff are not needed to sign in, so they are not kept; a second device is.
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
      description: 'Where staff are entered; see docs/deploy.md.',
    });
    new CfnOutput(this, 'Client', { value: client.userPoolClientId });
  }

  private consoleOf(pool: UserPool, origin: string | undefined): UserPoolClient {
    const redirects = origin === undefined ? [] : [`${origin}/console/`, `${origin}/console/callback`];
    return pool.addClient('Console', {
      // A program in a browser keeps no secret; it proves itself by PKCE.
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE],
        callbackUrls: redirects,
        logoutUrls: redirects.slice(0, 1),
      },
      // By default a client may write every attribute, the station too.
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

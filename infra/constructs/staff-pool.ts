import { Aws, CfnOutput, Duration } from 'aws-cdk-lib';
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
import { refusesDeletion, removalPolicyOf } from '../removal.ts';
import type { Oidc } from '../stage-settings.ts';
import type { Stage } from '../stages.ts';

const SIGN_IN_HOURS = 12;

export interface StaffPoolProps {
  readonly stage: Stage;
  /** The address at which staff use the console, without a trailing slash. */
  readonly origin: string;
}

/**
 * A user pool for staff, where the station has no issuer of its own. Only an administrator enters people and writes
 * their station and group; a person who could change either could read another station. The API takes its ID tokens,
 * because access tokens of a pool cannot carry the station.
 */
export class StaffPool extends Construct {
  readonly oidc: Oidc;

  constructor(scope: Construct, id: string, { stage, origin }: StaffPoolProps) {
    super(scope, id);
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
      deletionProtection: refusesDeletion(stage),
      removalPolicy: removalPolicyOf(stage),
    });
    for (const role of roles) {
      new CfnUserPoolGroup(this, role, { userPoolId: pool.userPoolId, groupName: role });
    }
    const domain = pool.addDomain('SignIn', {
      cognitoDomain: { domainPrefix: `huiying-${stage.name}-${Aws.ACCOUNT_ID}` },
    });
    const client = this.consoleOf(pool, origin);
    this.oidc = {
      issuer: pool.userPoolProviderUrl,
      audience: client.userPoolClientId,
      origins: [domain.baseUrl()],
      claims: { groups: 'cognito:groups', station: 'custom:station' },
    };
    new CfnOutput(this, 'Id', {
      value: pool.userPoolId,
      description: 'The user pool in which staff are entered; see docs/deploy.md.',
    });
    new CfnOutput(this, 'Client', { value: client.userPoolClientId });
  }

  private consoleOf(pool: UserPool, origin: string): UserPoolClient {
    return pool.addClient('Console', {
      // A browser application cannot keep a secret; it uses PKCE.
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE],
        callbackUrls: [`${origin}/office`],
        logoutUrls: [`${origin}/office`],
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

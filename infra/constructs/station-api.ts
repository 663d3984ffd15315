import { Duration, Validations } from 'aws-cdk-lib';
import {
  CfnAuthorizer,
  CfnIntegration,
  CfnRoute,
  type CfnStage,
  HttpApi,
  HttpStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type Access, accessKinds, type Route, routeKeysOf } from '../../shared/http/routes.ts';
import type { Oidc } from '../stage-settings.ts';
import type { Stage } from '../stages.ts';
import { AccessLog } from './access-log.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import { OwnDomain } from './own-domain.ts';
import type { StationFunction } from './station-function.ts';

/** Requests per second and in a burst, over all callers of a route. */
const throttle = { rateLimit: 100, burstLimit: 200 };

/** For writes without a login: enough for many reports of one incident, too few to fill the table. */
const writeThrottle: Readonly<Record<Access, object | undefined>> = {
  public: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 50 },
  staff: undefined,
};

const publicOnPurpose = {
  id: 'AwsSolutions-APIG4',
  reason:
    'Residents have no account: a report is open to all, and a tracking secret is checked by the function.',
};

export interface StationApiProps {
  readonly stage: Stage;
  readonly routes: readonly Route[];
  /** What people lose while requests end in a defect. */
  readonly impact: string;
}

/**
 * The HTTP API. It has no catch-all route, so it answers 404 for a path that is not in the catalogue. Routes and
 * integrations are L1 constructs, whose ids do not depend on the catalogue's order.
 */
export class StationApi extends Construct {
  /** The API's address, without a trailing slash. */
  readonly origin: string;
  private readonly api: HttpApi;
  private readonly httpStage: HttpStage;
  private readonly routes: readonly Route[];

  constructor(scope: Construct, id: string, { stage, routes, impact }: StationApiProps) {
    super(scope, id);
    this.routes = routes;
    this.api = new HttpApi(this, 'Api', { apiName: `huiying-${stage.name}`, createDefaultStage: false });
    this.origin = this.api.apiEndpoint;
    this.httpStage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: new AccessLog(this, 'AccessLog', { stage }).settings,
    });
    const { publicOrigin: origin, certificateArn } = stage;
    if (origin !== undefined && certificateArn !== undefined) {
      new OwnDomain(this, 'Domain', { api: this.api, stage: this.httpStage, origin, certificateArn });
    }
    const throttled = routes.filter(
      ({ method, access }) => method !== 'GET' && writeThrottle[access] !== undefined,
    );
    const cfnStage = this.httpStage.node.defaultChild as CfnStage;
    cfnStage.routeSettings = Object.fromEntries(
      throttled.map(({ id: route, access }) => [route, writeThrottle[access]]),
    );
    new ImpactAlarm(this, 'Defects', {
      name: 'api-defects',
      impact,
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'sum' }),
    });
  }

  /** Adds the routes of each kind of access, with its function and its authorization. */
  serve(functions: Readonly<Record<Access, StationFunction>>, oidc: Oidc): void {
    const authorizations: Readonly<Record<Access, Authorization>> = {
      public: { authorizationType: 'NONE' },
      staff: this.staffTokens(oidc),
    };
    for (const access of accessKinds) this.addRoutes(access, functions[access], authorizations[access]);
  }

  /** The authorizer that verifies the issuer's tokens. */
  private staffTokens({ issuer, audience }: Oidc): Authorization {
    const authorizer = new CfnAuthorizer(this, 'StaffAuthorizer', {
      apiId: this.api.apiId,
      name: 'staff',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer, audience: [audience] },
    });
    return { authorizationType: 'JWT', authorizerId: authorizer.ref };
  }

  private addRoutes(access: Access, { lambda }: StationFunction, authorization: Authorization): void {
    const { apiId } = this.api;
    const integration = new CfnIntegration(this, `To-${access}`, {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: lambda.functionArn,
      payloadFormatVersion: '2.0',
    });
    // One permission for the whole API: one for each route would exceed the size limit of a function's policy.
    lambda.addPermission('Api', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: this.api.arnForExecuteApi(),
    });
    const served = this.routes.filter((route) => route.access === access);
    for (const routeKey of served.flatMap(routeKeysOf)) {
      const route = new CfnRoute(this, routeKey.replaceAll('/', '.'), {
        apiId,
        routeKey,
        target: `integrations/${integration.ref}`,
        ...authorization,
      });
      if (authorization.authorizationType === 'NONE') Validations.of(route).acknowledge(publicOnPurpose);
      // A stage can set throttling only for routes that already exist.
      this.httpStage.node.addDependency(route);
    }
  }
}

type Authorization = { authorizationType: 'NONE' } | { authorizationType: 'JWT'; authorizerId: string };

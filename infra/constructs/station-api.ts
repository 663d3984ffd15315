import { Duration, Validations } from 'aws-cdk-lib';
import {
  CfnAuthorizer,
  CfnIntegration,
  CfnRoute,
  type CfnStage,
  HttpApi,
  HttpStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
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
  provider: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 50 },
};

const publicOnPurpose = {
  id: 'AwsSolutions-APIG4',
  reason:
    'Residents and providers of messages have no account: a report is open to all, and a secret in the address is checked by the function.',
};

export interface StationApiProps {
  readonly stage: Stage;
  readonly routes: readonly Route[];
  /** What people lose while requests end in a defect. */
  readonly impact: string;
}

/** What the API itself counts. These are free of charge; those of single routes would be billed each. */
export interface RequestMetrics {
  readonly counts: readonly IMetric[];
  readonly latency: IMetric;
}

/**
 * The HTTP API. It has no catch-all route, so it answers 404 for a path that is not in the catalogue. Routes and
 * integrations are L1 constructs, whose ids do not depend on the catalogue's order.
 */
export class StationApi extends Construct {
  readonly requests: RequestMetrics;
  private readonly api: HttpApi;
  private readonly httpStage: HttpStage;
  private readonly routes: readonly Route[];
  private readonly defects: ImpactAlarm;

  constructor(scope: Construct, id: string, { stage, routes, impact }: StationApiProps) {
    super(scope, id);
    this.routes = routes;
    const { publicOrigin: origin, certificateArn } = stage;
    const hasOwnDomain = origin !== undefined && certificateArn !== undefined;
    this.api = new HttpApi(this, 'Api', {
      apiName: `huiying-${stage.name}`,
      createDefaultStage: false,
      // A second way in would pass by whatever stands in front of the station's own domain.
      disableExecuteApiEndpoint: hasOwnDomain,
    });
    const every = { period: Duration.minutes(5) };
    this.requests = {
      counts: [
        this.api.metricCount({ ...every, statistic: 'sum', label: 'requests' }),
        this.api.metricClientError({ ...every, statistic: 'sum', label: 'refused' }),
        this.api.metricServerError({ ...every, statistic: 'sum', label: 'failed' }),
      ],
      latency: this.api.metricLatency({ ...every, statistic: 'p99', label: 'p99' }),
    };
    this.httpStage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: new AccessLog(this, 'AccessLog', { stage }).settings,
    });
    if (hasOwnDomain) {
      new OwnDomain(this, 'Domain', { api: this.api, stage: this.httpStage, origin, certificateArn });
    }
    const throttled = routes.filter(
      ({ method, access }) => method !== 'GET' && writeThrottle[access] !== undefined,
    );
    const cfnStage = this.httpStage.node.defaultChild as CfnStage;
    cfnStage.routeSettings = Object.fromEntries(
      throttled.map(({ id: route, access }) => [route, writeThrottle[access]]),
    );
    this.defects = new ImpactAlarm(this, 'Defects', {
      name: 'api-defects',
      impact,
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'sum' }),
    });
  }

  /** The address that AWS gave the API, without a trailing slash; it answers only where the station has no domain. */
  get origin(): string {
    return this.api.apiEndpoint;
  }

  /** Adds the routes of each kind of access, with its function and its authorization. */
  serve(functions: Readonly<Record<Access, StationFunction>>, oidc: Oidc): void {
    const authorizations: Readonly<Record<Access, Authorization>> = {
      public: { authorizationType: 'NONE' },
      staff: this.staffTokens(oidc),
      provider: { authorizationType: 'NONE' },
    };
    for (const access of accessKinds) {
      this.addRoutes(access, functions[access], authorizations[access]);
      // A defect is an answer, and no error of the function.
      functions[access].rollBackOn(this.defects);
    }
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

  private addRoutes(access: Access, { live }: StationFunction, authorization: Authorization): void {
    const { apiId } = this.api;
    const integration = new CfnIntegration(this, `To-${access}`, {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: live.functionArn,
      payloadFormatVersion: '2.0',
    });
    // One permission for the whole API: one for each route would exceed the size limit of a function's policy.
    live.addPermission('Api', {
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

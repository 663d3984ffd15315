import { Duration, Validations } from 'aws-cdk-lib';
import {
  ApiMapping,
  CfnAuthorizer,
  CfnIntegration,
  CfnRoute,
  type CfnStage,
  HttpApi,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Access, Route } from '../../shared/http/routes.ts';
import type { Oidc } from '../stage-settings.ts';
import { AccessLog } from './access-log.ts';
import {
  type Front,
  type FrontProps,
  isPublicWrite,
  openOnPurpose,
  publicWriteThrottle,
  throttle,
} from './front.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import { OwnDomain } from './own-domain.ts';
import type { StationFunction } from './station-function.ts';

/**
 * The ordinary front, an HTTP API. Routes and their integrations are lower constructs, whose ids do not depend on the
 * catalogue's order.
 */
export class StationApi extends Construct implements Front {
  readonly origin: string;
  private readonly api: HttpApi;
  private readonly httpStage: HttpStage;
  private readonly routes: readonly Route[];

  constructor(scope: Construct, id: string, { stage, routes, impact }: FrontProps) {
    super(scope, id);
    this.routes = routes;
    this.api = new HttpApi(this, 'Api', { apiName: `huiying-${stage.name}`, createDefaultStage: false });
    this.origin = this.api.apiEndpoint;
    const accessLog = new AccessLog(this, 'AccessLog', { stage });
    this.httpStage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog.logGroup),
        format: accessLog.formatWith({
          route: '$context.routeKey',
          integration: '$context.integrationErrorMessage',
        }),
      },
    });
    const { publicOrigin: origin, certificateArn } = stage;
    if (origin !== undefined && certificateArn !== undefined) {
      const domain = new OwnDomain(this, 'Domain', { origin, certificateArn });
      new ApiMapping(domain, 'Mapping', { api: this.api, domainName: domain.name, stage: this.httpStage });
    }
    const cfnStage = this.httpStage.node.defaultChild as CfnStage;
    cfnStage.routeSettings = Object.fromEntries(
      routes.filter(isPublicWrite).map((route) => [route.id, publicWriteLimits]),
    );
    new ImpactAlarm(this, 'Defects', {
      name: 'api-defects',
      impact,
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'sum' }),
    });
  }

  servePublic(by: StationFunction): void {
    this.open('public', by, { authorizationType: 'NONE' });
  }

  serveStaff(by: StationFunction, { issuer, audience }: Oidc): void {
    const authorizer = new CfnAuthorizer(this, 'StaffAuthorizer', {
      apiId: this.api.apiId,
      name: 'staff',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer, audience: [audience] },
    });
    this.open('staff', by, { authorizationType: 'JWT', authorizerId: authorizer.ref });
  }

  private open(access: Access, { lambda }: StationFunction, authorization: Authorization): void {
    const { apiId } = this.api;
    const integration = new CfnIntegration(this, `To-${access}`, {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: lambda.functionArn,
      payloadFormatVersion: '2.0',
    });
    // One permission for the whole API: a permission for each route would outgrow a function's policy.
    lambda.addPermission('Api', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: this.api.arnForExecuteApi(),
    });
    for (const { id: routeKey } of this.routes.filter((route) => route.access === access)) {
      const route = new CfnRoute(this, routeKey.replaceAll('/', '.'), {
        apiId,
        routeKey,
        target: `integrations/${integration.ref}`,
        ...authorization,
      });
      if (access === 'public') Validations.of(route).acknowledge(openOnPurpose);
      // A stage may only set limits for routes that exist already.
      this.httpStage.node.addDependency(route);
    }
  }
}

/** As the stage of an HTTP API writes it. */
const publicWriteLimits = {
  ThrottlingRateLimit: publicWriteThrottle.rateLimit,
  ThrottlingBurstLimit: publicWriteThrottle.burstLimit,
};

type Authorization = { authorizationType: 'NONE' } | { authorizationType: 'JWT'; authorizerId: string };

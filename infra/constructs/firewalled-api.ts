import { Duration, Stack, Validations } from 'aws-cdk-lib';
import {
  AuthorizationType,
  EndpointType,
  Integration,
  IntegrationType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  type MethodOptions,
  RequestAuthorizer,
  ResponseType,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { CfnApiMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Access, Route } from '../../shared/http/routes.ts';
import type { Oidc } from '../stage-settings.ts';
import { AccessLog } from './access-log.ts';
import { Firewall } from './firewall.ts';
import {
  type Front,
  type FrontProps,
  isPublicWrite,
  openOnPurpose,
  publicWriteThrottle,
  throttle,
} from './front.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import { oidcEnvironment } from './oidc-environment.ts';
import { OwnDomain } from './own-domain.ts';
import { type FunctionBase, StationFunction } from './station-function.ts';

const onPurpose = [
  {
    id: 'AwsSolutions-APIG2',
    reason:
      'Every part of a request is parsed by the schema of its route, which answers with Problem Details.',
  },
  {
    id: 'AwsSolutions-APIG6',
    reason: 'Execution logs hold paths, and the path of a matter is its secret; access logs tell the route.',
  },
];

const noPool = {
  id: 'AwsSolutions-COG4',
  reason:
    'Staff come from any OIDC issuer, in China too, where there are no pools; residents have no account.',
};

export interface FirewalledApiProps extends FrontProps {
  readonly functions: Pick<FunctionBase, 'stage' | 'bundleDir'>;
}

/**
 * The front for stages that ask for a firewall, a REST API, as no firewall stands before an HTTP API. It hands over
 * another form of event, which the functions turn into the ordinary one, and it has no check of tokens for any issuer,
 * so a function of its own is asked. It answers at the station's own address alone.
 */
export class FirewalledApi extends Construct implements Front {
  readonly origin: string;
  private readonly api: RestApi;
  private readonly routes: readonly Route[];
  private readonly functions: FirewalledApiProps['functions'];

  constructor(scope: Construct, id: string, { stage, routes, impact, functions }: FirewalledApiProps) {
    super(scope, id);
    const { publicOrigin: origin, certificateArn } = stage;
    // Refused before, with a sentence for whoever deploys: infra/production.ts.
    if (origin === undefined || certificateArn === undefined) throw new Error('no address of its own');
    this.origin = origin;
    this.routes = routes;
    this.functions = functions;
    const accessLog = new AccessLog(this, 'AccessLog', { stage });
    this.api = new RestApi(this, 'Api', {
      restApiName: `huiying-${stage.name}`,
      endpointTypes: [EndpointType.REGIONAL],
      // Its address has the name of a stage in every path, and codes on walls do not.
      disableExecuteApiEndpoint: true,
      // Bodies travel as base64, both ways: else a photo and a compressed page arrive as text.
      binaryMediaTypes: ['*/*'],
      // One role writes the access logs of all REST APIs of an account: docs/deploy.md sets it, once.
      cloudWatchRole: false,
      deployOptions: {
        stageName: 'door',
        throttlingRateLimit: throttle.rateLimit,
        throttlingBurstLimit: throttle.burstLimit,
        methodOptions: Object.fromEntries(
          routes.filter(isPublicWrite).map(({ path, method }) => [`${path}/${method}`, publicWriteLimits]),
        ),
        loggingLevel: MethodLoggingLevel.OFF,
        accessLogDestination: new LogGroupLogDestination(accessLog.logGroup),
        accessLogFormat: accessLog.formatWith({
          route: '$context.httpMethod $context.resourcePath',
          integration: '$context.integration.error',
        }),
      },
    });
    // The output of an address that is shut.
    this.api.node.tryRemoveChild('Endpoint');
    this.answerLikeAnHttpApi();
    const { deploymentStage } = this.api;
    const domain = new OwnDomain(this, 'Domain', { origin, certificateArn });
    new CfnApiMapping(domain, 'Mapping', {
      apiId: this.api.restApiId,
      domainName: domain.name.name,
      stage: deploymentStage.stageName,
    });
    new Firewall(this, 'Firewall', { before: deploymentStage.stageArn });
    for (const finding of onPurpose) Validations.of(this).acknowledge(finding);
    new ImpactAlarm(this, 'Defects', {
      name: 'api-defects',
      impact,
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'sum' }),
    });
  }

  servePublic(by: StationFunction): void {
    this.open('public', by, { authorizationType: AuthorizationType.NONE });
  }

  serveStaff(by: StationFunction, oidc: Oidc): void {
    const authorize = new StationFunction(this, 'Authorize', {
      ...this.functions,
      environment: oidcEnvironment(oidc),
      name: 'authorize',
      impact:
        'Tokens of staff cannot be checked: nobody of staff gets in, while every clock runs on and escalates.',
      memoryMegabytes: 256,
      timeoutSeconds: 5,
    });
    const authorizer = new RequestAuthorizer(this, 'StaffAuthorizer', {
      handler: authorize.lambda,
      identitySources: ['method.request.header.Authorization'],
      // Asked for every request: an answer that is kept must allow more than was asked, and longer than the token.
      resultsCacheTtl: Duration.seconds(0),
    });
    this.open('staff', by, { authorizationType: AuthorizationType.CUSTOM, authorizer });
  }

  private open(access: Access, { lambda }: StationFunction, options: MethodOptions): void {
    const integration = new Integration({
      type: IntegrationType.AWS_PROXY,
      integrationHttpMethod: 'POST',
      uri: this.invocationOf(lambda.functionArn),
    });
    // One permission for the whole API: a permission for each method would outgrow a function's policy.
    lambda.addPermission('Api', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: this.api.arnForExecuteApi(),
    });
    for (const { path, method } of this.routes.filter((route) => route.access === access)) {
      const opened = this.api.root.resourceForPath(path).addMethod(method, integration, options);
      Validations.of(opened).acknowledge(noPool);
      if (access === 'public') Validations.of(opened).acknowledge(openOnPurpose);
    }
  }

  /** Its own words for what is not there and who may not in, so that whoever calls need not know which front answers. */
  private answerLikeAnHttpApi(): void {
    for (const { type, statusCode, message } of ownAnswers) {
      this.api.addGatewayResponse(type.responseType, {
        type,
        statusCode,
        templates: { 'application/json': JSON.stringify({ message }) },
      });
    }
  }

  private invocationOf(functionArn: string): string {
    const resource = `path/2015-03-31/functions/${functionArn}/invocations`;
    return Stack.of(this).formatArn({ service: 'apigateway', account: 'lambda', resource });
  }
}

/** As the stage of a REST API writes it. */
const publicWriteLimits = {
  throttlingRateLimit: publicWriteThrottle.rateLimit,
  throttlingBurstLimit: publicWriteThrottle.burstLimit,
};

const ownAnswers = [
  { type: ResponseType.MISSING_AUTHENTICATION_TOKEN, statusCode: '404', message: 'Not Found' },
  { type: ResponseType.UNAUTHORIZED, statusCode: '401', message: 'Unauthorized' },
  { type: ResponseType.ACCESS_DENIED, statusCode: '401', message: 'Unauthorized' },
  // The issuer's keys could not be had: the token may be fine.
  { type: ResponseType.AUTHORIZER_FAILURE, statusCode: '503', message: 'Service Unavailable' },
];

import { describe, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { routes } from '../../shared/http/routes.ts';
import {
  arnOf,
  everyStage,
  firewalledStage,
  prodStage,
  type Resource,
  resourcesOf,
  templateOf,
} from './stack.ts';

const template = templateOf(firewalledStage);
const only = (type: string): Resource => {
  const [found, ...others] = resourcesOf(template, type);
  expect(others).toEqual([]);
  return found ?? { id: '', properties: {} };
};
const all = (type: string) => resourcesOf(template, type);
const textOf = (value: unknown) => JSON.stringify(value);

const parents = new Map(all('AWS::ApiGateway::Resource').map(({ id, properties }) => [id, properties]));
const pathOf = (id: string): string => {
  const found = parents.get(id);
  const parent = (found?.ParentId as { Ref?: string } | undefined)?.Ref ?? '';
  return found === undefined ? '' : `${pathOf(parent)}/${found.PathPart}`;
};
const methods = all('AWS::ApiGateway::Method').map(({ properties }) => ({
  key: `${properties.HttpMethod} ${pathOf((properties.ResourceId as { Ref: string }).Ref)}`,
  properties,
}));
const accessOf = new Map<string, string>(routes.map(({ id, access }) => [id, access]));
const behind = (access: string) => methods.filter(({ key }) => accessOf.get(key) === access);
const functionOf = (name: string) =>
  all('AWS::Lambda::Function').find(({ id }) => id.startsWith(name)) ?? { id: '', properties: {} };

describe('the two fronts', () => {
  it.each(everyStage)('are never both there, and one of them always is, in %s', (_, stage) => {
    const kinds = ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api', 'AWS::WAFv2::WebACL'];
    const counts = kinds.map((kind) => resourcesOf(templateOf(stage), kind).length);
    expect(counts).toEqual(stage.front === 'firewalled' ? [1, 0, 1] : [0, 1, 0]);
  });

  it('have the same routes, from the same list', () => {
    expect(methods.map(({ key }) => key).toSorted()).toEqual(routes.map(({ id }) => id).toSorted());
  });
});

describe('the firewalled front', () => {
  it('asks a function of its own about the token on every staff route, anew each time', () => {
    const authorizer = only('AWS::ApiGateway::Authorizer');
    expect(authorizer.properties).toMatchObject({
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerResultTtlInSeconds: 0,
    });
    expect(textOf(authorizer.properties.AuthorizerUri)).toContain(
      functionOf('DoorFirewalledApiAuthorize').id,
    );
    expect(behind('staff').length).toBeGreaterThan(0);
    for (const { properties } of behind('staff')) {
      expect(properties).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: authorizer.id } });
    }
  });

  it('asks residents for no token', () => {
    expect(behind('public').length).toBeGreaterThan(0);
    for (const { properties } of behind('public')) {
      expect(properties.AuthorizationType).toBe('NONE');
      expect(properties).not.toHaveProperty('AuthorizerId');
    }
  });

  it('leads residents and staff to their own functions, and hands over the whole request', () => {
    for (const [access, name] of [
      ['public', 'DoorPublic'],
      ['staff', 'DoorStaff'],
    ] as const) {
      for (const { properties } of behind(access)) {
        expect(properties.Integration).toMatchObject({ Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST' });
        expect(textOf(properties.Integration)).toContain(textOf(arnOf(functionOf(name).id)));
      }
    }
  });

  it('is admitted by each function behind it once, and by nobody else’s API', () => {
    const admitted = all('AWS::Lambda::Permission')
      .filter(({ properties }) => properties.Principal === 'apigateway.amazonaws.com')
      .map(({ properties }) => textOf(properties));
    expect(admitted).toHaveLength(3);
    for (const permission of admitted) expect(permission).toContain(only('AWS::ApiGateway::RestApi').id);
  });

  it('lets the function that checks tokens do nothing but that and write its log', () => {
    const policies = all('AWS::IAM::Policy').filter(({ properties }) =>
      textOf(properties.Roles).includes('Authorize'),
    );
    const actions = [...textOf(policies).matchAll(/"([a-z0-9]+:[A-Za-z*]+)"/g)].map(([, action]) => action);
    expect(actions.toSorted()).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
    expect(functionOf('DoorFirewalledApiAuthorize').properties.Environment).toEqual({
      Variables: {
        POWERTOOLS_SERVICE_NAME: 'authorize',
        OIDC_ISSUER: 'https://id.example.org',
        OIDC_AUDIENCE: 'huiying',
      },
    });
  });

  it('limits every route as the ordinary front does', () => {
    const { MethodSettings } = only('AWS::ApiGateway::Stage').properties;
    const [rest, ...tighter] = MethodSettings as Record<string, unknown>[];
    expect(rest).toMatchObject({
      HttpMethod: '*',
      ResourcePath: '/*',
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 200,
    });
    const publicWrites = routes.filter(({ method, access }) => method === 'POST' && access === 'public');
    expect(tighter.map(({ HttpMethod, ResourcePath }) => `${HttpMethod} ${ResourcePath}`).toSorted()).toEqual(
      publicWrites.map(({ method, path }) => `${method} /${path.replaceAll('/', '~1')}`).toSorted(),
    );
    for (const one of tighter) {
      expect(one).toMatchObject({ ThrottlingRateLimit: 20, ThrottlingBurstLimit: 50 });
    }
  });

  it('logs the route of a request, and nowhere its path or its address', () => {
    const { AccessLogSetting, MethodSettings, TracingEnabled } = only('AWS::ApiGateway::Stage').properties;
    const { Format: format } = AccessLogSetting as { Format: string };
    expect(format).toContain('$context.httpMethod $context.resourcePath');
    expect(format).not.toMatch(/context\.path|sourceIp|userAgent|claims|waf/i);
    expect(TracingEnabled).toBeUndefined();
    const [everywhere, ...single] = MethodSettings as { LoggingLevel?: string; DataTraceEnabled: boolean }[];
    expect(everywhere?.LoggingLevel).toBe('OFF');
    for (const one of single) expect(one.LoggingLevel ?? 'OFF').toBe('OFF');
    for (const one of [everywhere, ...single]) expect(one?.DataTraceEnabled).toBe(false);
  });

  it('answers at the station’s own address alone, without a stage’s name in the path', () => {
    const api = only('AWS::ApiGateway::RestApi');
    expect(api.properties).toMatchObject({
      DisableExecuteApiEndpoint: true,
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
    expect(only('AWS::ApiGatewayV2::DomainName').properties).toMatchObject({
      DomainName: 'huiying.example.org',
      DomainNameConfigurations: [{ SecurityPolicy: 'TLS_1_2', EndpointType: 'REGIONAL' }],
    });
    const mapping = only('AWS::ApiGatewayV2::ApiMapping').properties;
    expect(mapping).toMatchObject({
      ApiId: { Ref: api.id },
      Stage: { Ref: only('AWS::ApiGateway::Stage').id },
    });
    expect(mapping).not.toHaveProperty('ApiMappingKey');
  });

  it('is refused where it would have no such address', () => {
    const { certificateArn: _, ...without } = firewalledStage;
    expect(() => stages.prod(without)).toThrow('an address of its own');
    expect(() => stages.dev({ front: 'firewalled' })).toThrow('an address of its own');
  });

  it('takes bytes and gives bytes, as photos and compressed pages need', () => {
    expect(only('AWS::ApiGateway::RestApi').properties.BinaryMediaTypes).toEqual(['*/*']);
  });

  it('says what an HTTP API says of what is not there and of who may not in', () => {
    const said = all('AWS::ApiGateway::GatewayResponse').map(({ properties }) => [
      properties.ResponseType,
      properties.StatusCode,
    ]);
    expect(Object.fromEntries(said)).toEqual({
      MISSING_AUTHENTICATION_TOKEN: '404',
      UNAUTHORIZED: '401',
      ACCESS_DENIED: '401',
      AUTHORIZER_FAILURE: '503',
    });
  });

  it('believes a pool of staff by the names of its claims', () => {
    const { oidc: _, ...settings } = firewalledStage;
    const withPool = templateOf(stages.prod({ ...settings, staffPool: 'cognito' }));
    const [authorize] = resourcesOf(withPool, 'AWS::Lambda::Function').filter(({ id }) =>
      id.startsWith('DoorFirewalledApiAuthorize'),
    );
    expect(textOf(authorize?.properties.Environment)).toContain('"OIDC_STATION_CLAIM":"custom:station"');
  });
});

describe('the firewall', () => {
  const { Rules, ...acl } = only('AWS::WAFv2::WebACL').properties as {
    Rules: { Name: string; Statement: Record<string, Record<string, unknown>>; VisibilityConfig: object }[];
  } & Record<string, unknown>;
  const [flood, common, bad, ...others] = Rules;

  it('stands before the stage, in its own region, and lets in whatever no rule turns away', () => {
    expect(acl).toMatchObject({ Scope: 'REGIONAL', DefaultAction: { Allow: {} } });
    const { ResourceArn, WebACLArn } = only('AWS::WAFv2::WebACLAssociation').properties;
    expect(WebACLArn).toEqual(arnOf(only('AWS::WAFv2::WebACL').id));
    expect(textOf(ResourceArn)).toContain(only('AWS::ApiGateway::Stage').id);
    expect(others).toEqual([]);
  });

  it('tells one address that floods to try again later, so that no report is given up on a telephone', () => {
    expect(flood).toMatchObject({
      Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
      Statement: { RateBasedStatement: { AggregateKeyType: 'IP', EvaluationWindowSec: 300, Limit: 2000 } },
    });
  });

  it('obeys the groups that AWS keeps up to date, but for the rules that judge words', () => {
    expect([common, bad].map((rule) => rule?.Statement.ManagedRuleGroupStatement?.Name)).toEqual([
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
    ]);
    for (const rule of [common, bad]) expect(rule).toMatchObject({ OverrideAction: { None: {} } });
    const { RuleActionOverrides } = common?.Statement.ManagedRuleGroupStatement ?? {};
    const counted = RuleActionOverrides as { Name: string; ActionToUse: object }[];
    expect(counted.map(({ Name }) => Name)).toEqual([
      'SizeRestrictions_BODY',
      'CrossSiteScripting_BODY',
      'GenericLFI_BODY',
      'GenericRFI_BODY',
      'EC2MetaDataSSRF_BODY',
      'NoUserAgent_HEADER',
    ]);
    for (const { ActionToUse } of counted) expect(ActionToUse).toEqual({ Count: {} });
  });

  it('keeps no request, as each holds a path: no samples and no logs, numbers alone', () => {
    const views = [acl.VisibilityConfig, ...Rules.map(({ VisibilityConfig }) => VisibilityConfig)];
    for (const view of views) {
      expect(view).toMatchObject({ SampledRequestsEnabled: false, CloudWatchMetricsEnabled: true });
    }
    expect(all('AWS::WAFv2::LoggingConfiguration')).toEqual([]);
  });

  it('says when it turns away many', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'huiying-prod-requests-blocked',
      Namespace: 'AWS/WAFV2',
      MetricName: 'BlockedRequests',
      Dimensions: [
        { Name: 'Region', Value: { Ref: 'AWS::Region' } },
        { Name: 'Rule', Value: 'ALL' },
        { Name: 'WebACL', Value: 'huiying-prod' },
      ],
      Threshold: 500,
      Period: 300,
      Statistic: 'Sum',
    });
    expect(acl.VisibilityConfig).toMatchObject({ MetricName: 'huiying-prod' });
  });

  it('takes away no alarm of the ordinary front', () => {
    const names = (found: typeof template) =>
      resourcesOf(found, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmName);
    const here = new Set(names(template));
    expect(names(templateOf(prodStage)).filter((name) => !here.has(name))).toEqual([]);
  });
});

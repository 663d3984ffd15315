import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { accessKinds, routeKeysOf, routes } from '../../shared/http/routes.ts';
import { devStage, oneMachine, resourcesOf, templateOf } from './stack.ts';

const dev = templateOf(devStage);
const accessOf = new Map<unknown, string>(
  routes.flatMap((route) => routeKeysOf(route).map((key) => [key, route.access] as const)),
);
const apiRoutes = resourcesOf(dev, 'AWS::ApiGatewayV2::Route');
const behind = (access: string) =>
  apiRoutes.filter((route) => accessOf.get(route.properties.RouteKey) === access);

describe('the HTTP API', () => {
  it('has exactly the routes of the catalogue, HEAD beside each GET, and no catch-all', () => {
    const keys = apiRoutes.map(({ properties }) => properties.RouteKey);
    expect(keys.toSorted()).toEqual(routes.flatMap(routeKeysOf).toSorted());
    expect(keys).toContain('HEAD /q/{place}');
    expect(keys).not.toContain('HEAD /v1/cases');
  });

  it('checks the token of the issuer on every staff route', () => {
    const [authorizer, ...others] = resourcesOf(dev, 'AWS::ApiGatewayV2::Authorizer');
    expect(others).toEqual([]);
    expect(behind('staff').length).toBeGreaterThan(0);
    for (const { properties } of behind('staff')) {
      expect(properties).toMatchObject({ AuthorizationType: 'JWT', AuthorizerId: { Ref: authorizer?.id } });
    }
  });

  it.each(['public', 'provider'])('asks for no token on a %s route', (access) => {
    expect(behind(access).length).toBeGreaterThan(0);
    for (const { properties } of behind(access)) {
      expect(properties.AuthorizationType).toBe('NONE');
      expect(properties).not.toHaveProperty('AuthorizerId');
    }
  });

  it('leads residents, staff and providers to different functions', () => {
    const targetsOf = (access: string) => [
      ...new Set(behind(access).map(({ properties }) => JSON.stringify(properties.Target))),
    ];
    const targets = accessKinds.map(targetsOf);
    expect(targets.map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(new Set(targets.flat()).size).toBe(3);
  });

  it('throttles every route, and writes without a login more tightly', () => {
    const [stage] = resourcesOf(dev, 'AWS::ApiGatewayV2::Stage');
    expect(stage?.properties.DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 200,
    });
    const openWrites = routes.filter(({ method, access }) => method === 'POST' && access !== 'staff');
    expect(stage?.properties.RouteSettings).toEqual(
      Object.fromEntries(
        openWrites.map(({ id }) => [id, { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 50 }]),
      ),
    );
  });

  it('makes its routes before it limits them, which the service demands', () => {
    const [stage] = Object.values(dev.findResources('AWS::ApiGatewayV2::Stage'));
    expect(stage?.DependsOn).toEqual(expect.arrayContaining(apiRoutes.map(({ id }) => id)));
  });

  it('logs the route of a request and neither its path nor its address', () => {
    const [stage] = resourcesOf(dev, 'AWS::ApiGatewayV2::Stage');
    const { Format: format } = (stage?.properties.AccessLogSettings ?? {}) as { Format?: string };
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/path|sourceIp|userAgent|claims/i);
  });

  it('speaks payload 2.0 with its functions', () => {
    const integrations = resourcesOf(dev, 'AWS::ApiGatewayV2::Integration');
    expect(integrations).toHaveLength(3);
    for (const { properties } of integrations) expect(properties.PayloadFormatVersion).toBe('2.0');
  });

  it('asks for the issuer at deployment when the stage does not name one', () => {
    dev.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Issuer: { Ref: 'OidcIssuer' }, Audience: [{ Ref: 'OidcAudience' }] },
    });
    dev.hasParameter('OidcIssuer', { Type: 'String', Default: Match.absent() });
  });

  it('trusts on one machine the issuer of that machine', () => {
    templateOf(oneMachine).hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Issuer: 'http://127.0.0.1:8080/issuer', Audience: ['huiying'] },
    });
  });
});

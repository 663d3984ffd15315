import * as z from 'zod/mini';
import type { RoutePlan } from './plan.ts';
import { notSupported, type Stack } from './stack.ts';
import { TemplateFault } from './template-fault.ts';

const apiShape = z.object({ ProtocolType: z.literal('HTTP'), CorsConfiguration: notSupported() });

const integrationShape = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  // Handlers parse version 2.0 only.
  PayloadFormatVersion: z.literal('2.0'),
});

const authorizerShape = z.object({
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
  JwtConfiguration: z.object({ Issuer: z.url(), Audience: z.array(z.string()).check(z.minLength(1)) }),
});

const routeShape = z.object({
  RouteKey: z.string().check(z.regex(/^(\$default|(ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/\S*)$/)),
  Target: z.string().check(z.startsWith('integrations/')),
  AuthorizationType: z._default(z.enum(['NONE', 'JWT']), 'NONE'),
  AuthorizerId: z.optional(z.string()),
  AuthorizationScopes: z._default(z.array(z.string()), []),
});

/** The API's routes, each with its function and its authorizer. */
export const routesOf = (stack: Stack): readonly RoutePlan[] => {
  stack.all('AWS::ApiGatewayV2::Api', apiShape);
  const integrations = stack.all('AWS::ApiGatewayV2::Integration', integrationShape);
  const authorizers = stack.all('AWS::ApiGatewayV2::Authorizer', authorizerShape);

  return stack.all('AWS::ApiGatewayV2::Route', routeShape).map(({ id, properties }) => {
    const target = properties.Target.slice('integrations/'.length);
    const integration = integrations.find(({ name }) => name === target);
    if (integration === undefined) throw new TemplateFault(id, `there is no integration ${target}.`);
    const authorizer = authorizers.find(({ name }) => name === properties.AuthorizerId);
    if (properties.AuthorizationType === 'JWT' && authorizer === undefined) {
      throw new TemplateFault(id, 'asks for a token and names no authorizer that could check it.');
    }
    return {
      key: properties.RouteKey,
      functionArn: integration.properties.IntegrationUri,
      authorizer:
        properties.AuthorizationType === 'NONE' || authorizer === undefined
          ? undefined
          : {
              issuer: authorizer.properties.JwtConfiguration.Issuer,
              audiences: authorizer.properties.JwtConfiguration.Audience,
              scopes: properties.AuthorizationScopes,
            },
    };
  });
};

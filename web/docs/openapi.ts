import * as z from 'zod/mini';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { type Route, type RouteId, routes } from '../../shared/http/routes.ts';
import { answersOf, type Documented, requestOf, security } from './contract.ts';

/**
 * Builds the OpenAPI 3.1 document from the schemas that parse requests and check responses. Only for the build and the
 * tests: its imports are too large for a function.
 */
export function openapi() {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, route.id) };
  }
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Huiying',
        version: '1',
        description:
          'Report a case to the neighbourhood police room and follow it; for its staff, answer it. Every problem is Problem Details (RFC 9457) with a stable `code` and a sentence in the language of `Accept-Language` (zh-CN, en).',
      },
      paths: paths as ZodOpenApiPathsObject,
      components: {
        securitySchemes: {
          staff: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'A token of the station’s OpenID Connect issuer',
          },
        },
      },
    },
    { override: ({ jsonSchema }) => dropLongPattern(jsonSchema) },
  );
}

function operation({ access, roles, summary }: Route, id: RouteId): ZodOpenApiOperationObject {
  const { path, query, body, form } = requestOf(id);
  const answers = answersOf(id);
  return {
    operationId: id,
    summary,
    tags: [access],
    ...(security[access].length > 0 && {
      security: [...security[access]],
      description: `Roles: ${roles.join(', ')}`,
    }),
    ...((path || query) && { requestParams: { ...asObject('path', path), ...asObject('query', query) } }),
    ...(answers[304] && {
      parameters: [{ in: 'header', name: 'if-none-match', schema: { type: 'string' } }],
    }),
    ...(body && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: { 'application/json': { schema: body } },
      },
    }),
    ...(form && {
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': { schema: form },
          'multipart/form-data': { schema: form },
        },
      },
    }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [status, response(answer)]),
    ),
  };
}

/** Path and query parameters are always object schemas. */
function asObject(where: 'path' | 'query', schema: z.ZodMiniType | undefined) {
  if (schema === undefined) return {};
  if (!(schema instanceof z.ZodMiniObject))
    throw new TypeError(`the ${where} of a route is read from an object`);
  return { [where]: schema };
}

const response = ({ description, schema, type, tagged }: Documented) => ({
  description,
  ...(tagged && { headers: z.object({ etag: z.string() }) }),
  ...((schema || type) && { content: { [type ?? 'application/json']: schema ? { schema } : {} } }),
});

/** Drops the pattern of date-times, which is long and says no more than `format: date-time`. */
function dropLongPattern(schema: { format?: unknown; pattern?: unknown }): void {
  if (schema.format === 'date-time') delete schema.pattern;
}

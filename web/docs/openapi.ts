import * as z from 'zod/mini';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { type Route, type RouteId, routes } from '../../shared/http/routes.ts';
import { answersOf, type Documented, PROBLEM_TYPE, requestOf, security } from './contract.ts';
import { SERVER } from './document-server.ts';
import { examples } from './examples.ts';
import { operations, tags } from './operations.ts';
import { problemExamples } from './problem-examples.ts';

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
        contact: { name: 'The station that runs this server', url: SERVER },
        license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: SERVER, description: 'This server' }],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      paths: paths as ZodOpenApiPathsObject,
      components: {
        examples: Object.fromEntries(problemExamples.map(({ code, value }) => [code, { value }])),
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
  const { operationId, tag, description } = operations[id];
  const shown = examples[id];
  const { path, query, body, form } = requestOf(id);
  const answers = answersOf(id);
  return {
    operationId,
    summary,
    tags: [tag],
    description: roles.length > 0 ? `${description}. Roles: ${roles.join(', ')}` : description,
    ...(security[access].length > 0 && { security: [...security[access]] }),
    ...((path || query) && { requestParams: { ...asObject('path', path), ...asObject('query', query) } }),
    ...(answers[304] && {
      parameters: [{ in: 'header', name: 'if-none-match', schema: { type: 'string' } }],
    }),
    ...(body && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: { 'application/json': { schema: body, ...named(shown.body) } },
      },
    }),
    ...(form && {
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': { schema: form, ...named(shown.body) },
          'multipart/form-data': { schema: form, ...named(shown.body) },
        },
      },
    }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [
        status,
        response(answer, named(shown.answers?.[Number(status)]) ?? problemExample(Number(status), answer)),
      ]),
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

const response = ({ description, schema, type, tagged }: Documented, shown: Shown | undefined) => ({
  description,
  ...(tagged && { headers: z.object({ etag: z.string() }) }),
  ...((schema || type) && {
    content: { [type ?? 'application/json']: { ...(schema && { schema }), ...shown } },
  }),
});

/** The examples of a body, by name. */
interface Shown {
  readonly examples: Record<string, { readonly value: unknown } | { readonly $ref: string }>;
}

const named = (values: Readonly<Record<string, unknown>> | undefined): Shown | undefined =>
  values && {
    examples: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])),
  };

function problemExample(status: number, { type }: Documented): Shown | undefined {
  const found = problemExamples.find((example) => example.status === status);
  if (found === undefined || type !== PROBLEM_TYPE) return undefined;
  return { examples: { [found.code]: { $ref: `#/components/examples/${found.code}` } } };
}

/** Drops the pattern of date-times, which is long and says no more than `format: date-time`. */
function dropLongPattern(schema: { format?: unknown; pattern?: unknown }): void {
  if (schema.format === 'date-time') delete schema.pattern;
}

import { residentEndpoint } from '../../shared/http/endpoint.ts';
import { SERVER } from './document-server.ts';
import { pagePolicy } from './page-style.ts';

/** Serves the OpenAPI document, which the build writes next to the bundle, with the address of this server. */
export const openapiDocument = residentEndpoint({
  takes: () => ({}),
  asks: async ({ document, origin }) => ({
    text: (await document('openapi.json')).replaceAll(SERVER, origin),
  }),
  answers: ({ text }) => ({ status: 200, body: text, type: 'application/json; charset=utf-8' }),
});

/** Serves the documentation page, in whose examples the address of this server stands. */
export const docsPage = residentEndpoint({
  takes: () => ({}),
  asks: async ({ document, origin }) => ({
    text: (await document('docs.html')).replaceAll(SERVER, origin),
  }),
  answers: ({ text }) => ({
    status: 200,
    body: text,
    type: 'text/html; charset=utf-8',
    headers: { 'content-security-policy': pagePolicy },
  }),
});

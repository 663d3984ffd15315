import { residentEndpoint } from '../../shared/http/endpoint.ts';
import { pagePolicy } from './page-style.ts';

/** Serves the OpenAPI document, which the build writes next to the bundle. */
export const openapiDocument = residentEndpoint({
  takes: () => ({}),
  asks: async ({ document }) => ({ text: await document('openapi.json') }),
  answers: ({ text }) => ({ status: 200, body: text, type: 'application/json; charset=utf-8' }),
});

/** Serves the documentation page. */
export const docsPage = residentEndpoint({
  takes: () => ({}),
  asks: async ({ document }) => ({ text: await document('docs.html') }),
  answers: ({ text }) => ({
    status: 200,
    body: text,
    type: 'text/html; charset=utf-8',
    headers: { 'content-security-policy': pagePolicy },
  }),
});

import { residentEndpoint } from '../../shared/http/endpoint.ts';
import { pagePolicy } from './page-style.ts';

/** The API as a document for machines; written beside the bundle when it is built. */
export const openapiDocument = residentEndpoint({
  takes: () => ({}),
  asks: async ({ document }) => ({ text: await document('openapi.json') }),
  answers: ({ text }) => ({ status: 200, body: text, type: 'application/json; charset=utf-8' }),
});

/** The same as a page for people. */
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

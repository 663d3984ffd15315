import { stationKeys } from '../../stations/station-keys.ts';
import { json } from '../answer.ts';
import { pagePolicy } from '../document/page-style.ts';
import { residentEndpoint } from '../endpoint.ts';

/** Nothing is asked of the store: what this says is that a request reaches our code. */
export const health = residentEndpoint({
  takes: () => ({}),
  asks: async () => ({ status: 'ok' }) as const,
  answers: (shown) => json(200, shown),
});

export const openapiDocument = residentEndpoint({
  takes: () => ({}),
  asks: async ({ document }) => ({ text: await document('openapi.json') }),
  answers: ({ text }) => ({ status: 200, body: text, type: 'application/json; charset=utf-8' }),
});

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

/** The same for an hour to whoever keeps it: a key changes once in years, and old ones stay in the list. */
export const publicKeys = residentEndpoint({
  takes: () => ({}),
  asks: ({ world }) => stationKeys(world),
  answers: (shown) => json(200, shown, { headers: { 'cache-control': 'public, max-age=3600' } }),
});

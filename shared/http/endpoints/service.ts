import { stationKeys } from '../../stations/station-keys.ts';
import { json } from '../answer.ts';
import { residentEndpoint } from '../endpoint.ts';

/** Nothing is asked of the store: what this says is that a request reaches our code. */
export const health = residentEndpoint({
  takes: () => ({}),
  asks: async () => ({ status: 'ok' }) as const,
  answers: (shown) => json(200, shown),
});

/** A client may keep the answer for an hour: a key changes once in years, and old ones stay in the list. */
export const publicKeys = residentEndpoint({
  takes: () => ({}),
  asks: ({ world }) => stationKeys(world),
  answers: (shown) => json(200, shown, { headers: { 'cache-control': 'public, max-age=3600' } }),
});

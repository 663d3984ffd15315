import { publishedRoots } from '../../engine/notary/published-roots.ts';
import { stationKeys } from '../../stations/station-keys.ts';
import { json } from '../answer.ts';
import { residentEndpoint } from '../endpoint.ts';

/** Shows only that requests reach the code; it does not read the store. */
export const health = residentEndpoint({
  takes: () => ({}),
  asks: async () => ({ status: 'ok' }) as const,
  answers: (shown) => json(200, shown),
});

/** Cacheable for an hour: keys change once in years, and old ones stay in the list. */
export const publicKeys = residentEndpoint({
  takes: () => ({}),
  asks: ({ world }) => stationKeys(world),
  answers: (shown) => json(200, shown, { headers: { 'cache-control': 'public, max-age=3600' } }),
});

/** Cacheable for an hour: a root is published once a day and never changes. */
export const roots = residentEndpoint({
  takes: () => ({}),
  asks: async ({ world }) => ({ roots: await publishedRoots(world.store) }),
  answers: (found) =>
    json(
      200,
      { roots: found.roots.map(({ day, station, root }) => ({ day, station, root })) },
      { headers: { 'cache-control': 'public, max-age=3600' } },
    ),
});

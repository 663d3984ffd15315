import { expect, test } from 'vitest';
import { openStatuses } from '../../shared/cases/lifecycle.ts';
import { routes } from '../../shared/http/routes.ts';
import { fuzz } from './fuzzing.ts';

/** Enough for this seed to lead through every status. */
const REQUESTS = 8000;
/** Fixed, so that every run sends the same requests; `npm run fuzz -- --seed N` sends others. */
const SEED = 20261123;

test('no request is answered with a defect, with an undocumented response, or with data of somebody else', async () => {
  const { requests, findings, routes: asked, visited } = await fuzz(REQUESTS, SEED);
  expect(findings).toEqual([]);
  expect(requests).toBe(REQUESTS);
  // A route that no request reached, or that refused every one, was not really tested.
  const answered = routes.filter(({ id }) => [...(asked.get(id) ?? [])].some((status) => status < 400));
  expect(answered.map(({ id }) => id)).toEqual(routes.map(({ id }) => id));
  expect(openStatuses.filter((status) => !visited.has(status))).toEqual([]);
});

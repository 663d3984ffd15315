import { expect, test } from 'vitest';
import { openStatuses } from '../../shared/cases/lifecycle.ts';
import { routes } from '../../shared/http/routes.ts';
import { type Fuzzed, fuzz } from './fuzzing.ts';

const REQUESTS = 10_000;
/** Fixed, so that every run sends the same requests; `npm run fuzz -- --seed N` sends others. */
const SEED = 20261123;
/** Each begins where no life of the one before lived. */
const FURTHER_SEEDS = [20262123, 20263123];

/** A route that no request reached, or that refused every one, was not really tested. */
const missed = (runs: readonly Fuzzed[]): readonly string[] => [
  ...routes
    .filter(({ id }) => !runs.some((run) => [...(run.routes.get(id) ?? [])].some((status) => status < 400)))
    .map(({ id }) => id),
  ...openStatuses.filter((status) => !runs.some(({ visited }) => visited.has(status))),
];

test('no request is answered with a defect, with an undocumented response, or with data of somebody else', async () => {
  const runs = [await fuzz(REQUESTS, SEED)];
  // A new route moves all dice, so what is seldom reached may need more lives.
  for (const seed of FURTHER_SEEDS) if (missed(runs).length > 0) runs.push(await fuzz(REQUESTS, seed));
  expect(runs.flatMap(({ findings }) => findings)).toEqual([]);
  for (const { requests } of runs) expect(requests).toBe(REQUESTS);
  expect(missed(runs)).toEqual([]);
});

import type { Check, PageCheck, Reading } from './check.ts';
import { createFixtures, type Fixtures } from './fixtures.ts';
import { readPage } from './read-page.ts';
import { everyRender, type Render, renderLabel } from './render.ts';

/** Browsers that run in parallel: as many as a small machine has processors. */
const BROWSERS = 2;

/** All readings of each check. A measurement that threw counts as a failed reading. */
export type Readings = ReadonlyMap<Check, readonly Reading[]>;

/** Runs all checks: pages in parallel, then journeys one after another, since some of them measure times. */
export async function measureAll(
  checks: readonly Check[],
  showProgress: (progress: string) => void,
): Promise<Readings> {
  const readings = new Map<Check, Reading[]>(checks.map((check) => [check, []]));
  const addReading = (check: Check, reading: Reading) => readings.get(check)?.push(reading);
  const pages = checks.filter((check) => check.kind === 'page');
  const renders = everyRender.filter((render) =>
    pages.some(({ appliesTo }) => appliesTo?.(render) !== false),
  );

  let seen = 0;
  const readAll = async (left: Render[], here: Fixtures) => {
    for (let render = left.pop(); render !== undefined; render = left.pop()) {
      await readOne(here, render, pages, addReading);
      seen += 1;
      showProgress(`${seen} of ${renders.length} renders`);
    }
  };
  const left = renders.toReversed();
  if (renders.length > 0) {
    await Promise.all(Array.from({ length: BROWSERS }, () => withFixtures((here) => readAll(left, here))));
  }
  await withFixtures(async (here) => {
    for (const check of checks) {
      if (check.kind === 'page') continue;
      showProgress(`check ${check.number}: ${check.title}`);
      const measured = await check.measure(here).catch((error) => [failedReading(check.title, error)]);
      for (const reading of measured) addReading(check, reading);
    }
  });
  return readings;
}

async function readOne(
  here: Fixtures,
  render: Render,
  checks: readonly PageCheck[],
  addReading: (check: Check, reading: Reading) => unknown,
): Promise<void> {
  try {
    for (const { check, reading } of await readPage(here, render, checks)) addReading(check, reading);
  } catch (error) {
    for (const check of checks) addReading(check, failedReading(renderLabel(render), error));
  }
}

const failedReading = (where: string, error: unknown): Reading => ({
  where,
  value: Number.NaN,
  faults: [String(error).split('\n')[0] ?? ''],
});

async function withFixtures(work: (here: Fixtures) => Promise<void>): Promise<void> {
  const here = await createFixtures();
  try {
    await work(here);
  } finally {
    await here.close();
  }
}

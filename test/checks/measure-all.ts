import type { Check, PageCheck, Reading } from './check.ts';
import { type Stack, stack } from './fixtures.ts';
import { readPage } from './read-page.ts';
import { everyRender, type Render, wordsFor } from './render.ts';

/** Tabs that look at once: as many as a small machine has processors. */
const TABS = 2;

/** All readings of a check; one that could not be taken is a reading that fails. */
export type Readings = ReadonlyMap<Check, readonly Reading[]>;

/** Measures each check wherever it is asked: pages side by side, then journeys, one after another. */
export async function measureAll(
  checks: readonly Check[],
  say: (progress: string) => void,
): Promise<Readings> {
  const readings = new Map<Check, Reading[]>(checks.map((check) => [check, []]));
  const note = (check: Check, reading: Reading) => readings.get(check)?.push(reading);
  const pages = checks.filter((check) => check.kind === 'page');
  const renders = everyRender.filter((render) => pages.some(({ concerns }) => concerns?.(render) !== false));

  let seen = 0;
  const lookAtAll = async (left: Render[], here: Stack) => {
    for (let render = left.pop(); render !== undefined; render = left.pop()) {
      await look(here, render, pages, note);
      seen += 1;
      say(`${seen} of ${renders.length} renders`);
    }
  };
  const left = renders.toReversed();
  if (renders.length > 0) {
    await Promise.all(Array.from({ length: TABS }, () => withStack((here) => lookAtAll(left, here))));
  }
  await withStack(async (here) => {
    for (const check of checks) {
      if (check.kind === 'page') continue;
      say(`check ${check.number}: ${check.title}`);
      const taken = await check.measure(here).catch((error) => [untaken(check.title, error)]);
      for (const reading of taken) note(check, reading);
    }
  });
  return readings;
}

async function look(
  here: Stack,
  render: Render,
  checks: readonly PageCheck[],
  note: (check: Check, reading: Reading) => unknown,
): Promise<void> {
  try {
    for (const { check, reading } of await readPage(here, render, checks)) note(check, reading);
  } catch (error) {
    for (const check of checks) note(check, untaken(wordsFor(render), error));
  }
}

const untaken = (where: string, error: unknown): Reading => ({
  where,
  value: Number.NaN,
  faults: [String(error).split('\n')[0] ?? ''],
});

async function withStack(work: (here: Stack) => Promise<void>): Promise<void> {
  const here = await stack();
  try {
    await work(here);
  } finally {
    await here.close();
  }
}

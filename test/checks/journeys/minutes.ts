import type { Page } from 'playwright-core';
import type { SeededSystem } from '../../../shared/adapters/memory/seeded-system.ts';
import { MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { Site } from '../../browser/site.ts';
import { stopClock } from '../../browser/stopped-clock.ts';
import { atMost } from '../bar.ts';
import { journeyCheck, type Measure } from '../check.ts';
import { type StateName, states } from '../states.ts';
import { visitOf } from '../visit.ts';

/** States whose page shows minutes, and one that shows none. In one of them the deadline passes during the wait. */
const measuredStates: readonly StateName[] = [
  'case, received',
  'case, acknowledged',
  'case, out of hours',
  'case, late',
  'case, reopened',
  'case, waiting for the resident',
  'case, solved',
];
const WAIT_MS = 41 * MINUTE + SECOND;

/** "1 小时 20 分钟" in minutes. */
const minutesIn = (text: string): number =>
  [...text.matchAll(/(\d+) (天|小时|分钟)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (unit === '天' ? 1440 : unit === '小时' ? 60 : 1),
    0,
  );

/** The text that the open page shows for each instant it counts to or from. */
const shownOn = (page: Page) =>
  page.evaluate<readonly (readonly [string, string])[]>(
    `[...document.querySelectorAll('[data-until]')].map((one) => [one.dataset.until, one.textContent])`,
  );

/** The texts that the server renders now for the same instants. */
async function servedNow({ rig }: Site, address: string): Promise<ReadonlyMap<string, string>> {
  const token = new URL(address).pathname.split('/').at(-1) ?? '';
  const { text } = await rig.ask('GET /t/{token}', { path: { token } });
  const matches = text.matchAll(/data-until="(\d+)">([^<]*)</g);
  return new Map([...matches].map(([, until = '', words = '']) => [until, words]));
}

/** Advances the server and a hidden page by the same time; a hidden page does not poll, so only its own clock counts. */
async function differenceAfterWait(page: Page, here: Site, state: StateName): Promise<Measure> {
  const time = here.rig.world.system as SeededSystem;
  const since = time.now();
  // The page must measure elapsed time, so the telephone’s clock may be a second off.
  await stopClock(page, since + SECOND);
  await states[state].prepare(visitOf(page, here, { language: 'zh-CN', size: 'usual' }));
  await page.evaluate(`Object.defineProperty(document, 'hidden', { get: () => true });
    document.dispatchEvent(new Event('visibilitychange'))`);
  time.pass(WAIT_MS);
  await page.clock.runFor(WAIT_MS);
  const served = await servedNow(here, page.url());
  const differences = (await shownOn(page)).map(([until, words]) =>
    Math.abs(minutesIn(words) - minutesIn(served.get(until) ?? '')),
  );
  return { value: Math.max(0, ...differences) };
}

export const minutesApart = journeyCheck({
  number: 21,
  title: 'Between the page’s minutes and the server’s',
  bar: atMost(1, 'min'),
  async measure({ withOwnSite }) {
    const readings = [];
    for (const state of measuredStates) {
      const measure = await withOwnSite({}, (page, here) => differenceAfterWait(page, here, state));
      readings.push({ ...measure, where: state });
    }
    return readings;
  },
});

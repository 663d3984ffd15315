import type { Page } from 'playwright-core';
import type { SeededSystem } from '../../../shared/adapters/memory/seeded-system.ts';
import { MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { Site } from '../../browser/site.ts';
import { stopClock } from '../../browser/stopped-clock.ts';
import { atMost } from '../bar.ts';
import { journeyCheck, type Measure } from '../check.ts';
import { type StateName, states } from '../states.ts';
import { visitOf } from '../visit.ts';

/** The states in which a page tells minutes, and one in which it tells none; of one the promise passes meanwhile. */
const specific: readonly StateName[] = [
  'case, received',
  'case, opened by somebody',
  'case, out of hours',
  'case, late',
  'case, reopened',
  'case, waiting for its reader',
  'case, solved',
];
const WAIT_MS = 41 * MINUTE + SECOND;

/** "1 小时 20 分钟" in minutes. */
const minutesIn = (text: string): number =>
  [...text.matchAll(/(\d+) (天|小时|分钟)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (unit === '天' ? 1440 : unit === '小时' ? 60 : 1),
    0,
  );

/** For each instant that the page counts to or from: what it says. */
const shownOn = (page: Page) =>
  page.evaluate<readonly (readonly [string, string])[]>(
    `[...document.querySelectorAll('[data-until]')].map((one) => [one.dataset.until, one.textContent])`,
  );

async function servedNow({ rig }: Site, address: string): Promise<ReadonlyMap<string, string>> {
  const token = new URL(address).pathname.split('/').at(-1) ?? '';
  const { text } = await rig.ask('GET /t/{token}', { path: { token } });
  const notified = text.matchAll(/data-until="(\d+)">([^<]*)</g);
  return new Map([...notified].map(([, until = '', words = '']) => [until, words]));
}

/** Lets that long go by in the room and on a telephone that nobody looks at, so that it asks nothing. */
async function apart(page: Page, here: Site, state: StateName): Promise<Measure> {
  const time = here.rig.world.system as SeededSystem;
  const since = time.now();
  // Only what goes by on a telephone counts, not what its clock says.
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
  async measure({ enter }) {
    const readings = [];
    for (const state of specific) {
      const measure = await enter({}, (page, here) => apart(page, here, state));
      readings.push({ ...measure, where: state });
    }
    return readings;
  },
});

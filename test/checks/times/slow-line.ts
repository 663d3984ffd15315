import { median } from '../../bench/median.ts';
import { atMost } from '../bar.ts';
import type { JourneyCheck } from '../check.ts';

const RUNS = 5;
/** Slow 3G: 400 ms latency, 400 kbit/s each way. */
const slow3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
/** CPU throttling: a four-year-old telephone compared with this machine. */
const CPU_SLOWDOWN = 6;

/** Time from navigation until a tile can be chosen: the page is painted and its script has started. */
const usableAtMs = `(() => { const [page] = performance.getEntriesByType('navigation');
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return Math.max(page.domContentLoadedEventEnd, paint.startTime); })()`;

export const slowLine: JourneyCheck = {
  ...{ kind: 'journey', number: 5, effect: 'is reported', bar: atMost(1200, 'ms') },
  title: 'Form usable on slow 3G by a processor 6 times slower',
  async measure({ withOwnSite }) {
    const runs: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      runs.push(
        await withOwnSite({}, async (page, { origin }) => {
          const session = await page.context().newCDPSession(page);
          await session.send('Network.enable');
          await session.send('Network.emulateNetworkConditions', slow3G);
          await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
          await page.goto(`${origin}/q/b3-1`);
          await page.waitForFunction(`performance.getEntriesByName('first-contentful-paint').length > 0`);
          return page.evaluate<number>(usableAtMs);
        }),
      );
    }
    return [{ where: 'form', value: Math.round(median(runs)) }];
  },
};

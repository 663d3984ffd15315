import { freePort } from '../../../infra/local/free-port.ts';
import { once } from '../../../shared/adapters/once.ts';
import { median } from '../../bench/median.ts';
import { launch } from '../../browser/chromium.ts';
import { site } from '../../browser/site.ts';
import { reported } from '../../http/http-api.ts';
import { atLeast, atMost, type Bar } from '../bar.ts';
import type { JourneyCheck, Reading } from '../check.ts';
import { addressFor, consoleSite } from '../console/console-site.ts';
import { fullDay } from '../console/station-days.ts';
import { texts } from '../sample-texts.ts';

const RUNS = 3;

/** The metrics of one run by name. */
type Figures = Readonly<Record<string, number>>;

interface Measured {
  readonly where: string;
  readonly runs: readonly Figures[];
}

/** Runs Lighthouse with its mobile settings (slow telephone, slow network). */
async function figuresOf(url: string, port: number): Promise<Figures> {
  const { default: lighthouse } = await import('lighthouse');
  const ran = await lighthouse(url, {
    port,
    logLevel: 'error',
    formFactor: 'mobile',
    locale: 'en-US',
    onlyCategories: ['performance', 'accessibility', 'best-practices'],
  });
  if (ran === undefined) throw new Error('Lighthouse returned no result');
  const { categories, audits } = ran.lhr;
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  const value = (name: string) => audits[name]?.numericValue ?? Number.POSITIVE_INFINITY;
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    practices: score('best-practices'),
    firstPaintMs: Math.round(value('first-contentful-paint')),
    interactiveMs: Math.round(value('interactive')),
    blockingMs: Math.round(value('total-blocking-time')),
    shift: Math.round(value('cumulative-layout-shift') * 1000) / 1000,
  };
}

/** Runs Lighthouse on each page as often as asked, in a browser of its own. */
async function measurePages(
  pages: readonly (readonly [where: string, url: string])[],
  times: number,
): Promise<readonly Measured[]> {
  const port = await freePort();
  const browser = await launch(`--remote-debugging-port=${port}`);
  try {
    const measured = [];
    for (const [where, url] of pages) {
      const runs = [];
      for (let run = 0; run < times; run += 1) runs.push(await figuresOf(url, port));
      measured.push({ where, runs });
    }
    return measured;
  } finally {
    await browser.close();
  }
}

/** Measures the form and a receipt, `RUNS` times each. */
async function measureResidents(): Promise<readonly Measured[]> {
  const here = await site();
  try {
    const { token } = await reported(here.rig);
    const pages = [
      ['form', `${here.origin}/q/b3-1`],
      ['receipt', `${here.origin}/t/${token}`],
    ] as const;
    return await measurePages(pages, RUNS);
  } finally {
    await here.close();
  }
}

/** Measures screens of the console once each: what they are judged by does not vary with the machine. */
async function measureConsole(): Promise<readonly Measured[]> {
  const here = await consoleSite();
  try {
    const { lost } = await fullDay(here, texts['zh-CN']);
    const screens = [
      'board/open',
      `case/${lost}`,
      'brief',
      'stats/month',
      'new',
      'people',
      'settings/policy',
    ];
    const pages = screens.map(
      (screen) => [screen.split('/')[0] ?? '', addressFor(here, 'chief', `#/${screen}`)] as const,
    );
    return await measurePages(pages, 1);
  } finally {
    await here.close();
  }
}

const medians = (measured: readonly Measured[], figure: string): readonly Reading[] =>
  measured.map(({ where, runs }) => ({ where, value: median(runs.map((run) => run[figure] ?? Number.NaN)) }));

/** The median of three runs of each page of residents, and one of each screen; all checks share the same runs. */
export function lighthouseChecks(): readonly JourneyCheck[] {
  const residents = once(measureResidents);
  const screens = once(measureConsole);
  const check = (
    number: number,
    effect: JourneyCheck['effect'],
    title: string,
    figure: string,
    bar: Bar,
    measured = residents,
  ): JourneyCheck => ({
    kind: 'journey',
    number,
    effect,
    title,
    bar,
    measure: async () => medians(await measured(), figure),
  });
  return [
    check(3, 'is reported', 'Lighthouse, mobile: performance', 'performance', atLeast(95)),
    check(3, 'gates', 'Lighthouse, mobile: accessibility', 'accessibility', atLeast(100)),
    check(3, 'gates', 'Lighthouse, mobile: best practices', 'practices', atLeast(100)),
    check(4, 'is reported', 'First contentful paint', 'firstPaintMs', atMost(1200, 'ms')),
    check(4, 'is reported', 'Time to interactive', 'interactiveMs', atMost(1500, 'ms')),
    check(4, 'is reported', 'Total blocking time', 'blockingMs', atMost(100, 'ms')),
    check(4, 'gates', 'Cumulative layout shift', 'shift', atMost(0.01)),
    check(3, 'gates', 'Console: Lighthouse, accessibility', 'accessibility', atLeast(100), screens),
    check(3, 'gates', 'Console: Lighthouse, best practices', 'practices', atLeast(100), screens),
  ];
}

import { freePort } from '../../../infra/local/free-port.ts';
import { once } from '../../../shared/adapters/once.ts';
import { median } from '../../bench/median.ts';
import { launch } from '../../browser/chromium.ts';
import { site } from '../../browser/site.ts';
import { reported } from '../../http/http-api.ts';
import { atLeast, atMost, type Bar } from '../bar.ts';
import type { JourneyCheck, Reading } from '../check.ts';

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

/** Measures the form and a receipt, `RUNS` times each, in a browser of its own. */
async function measureAll(): Promise<readonly Measured[]> {
  const port = await freePort();
  const [here, browser] = await Promise.all([site(), launch(`--remote-debugging-port=${port}`)]);
  try {
    const { token } = await reported(here.rig);
    const measured = [];
    for (const [where, path] of [
      ['form', '/q/b3-1'],
      ['receipt', `/t/${token}`],
    ] as const) {
      const runs = [];
      for (let run = 0; run < RUNS; run += 1) {
        runs.push(await figuresOf(`${here.origin}${path}`, port));
      }
      measured.push({ where, runs });
    }
    return measured;
  } finally {
    await browser.close();
    await here.close();
  }
}

const medians = (measured: readonly Measured[], figure: string): readonly Reading[] =>
  measured.map(({ where, runs }) => ({ where, value: median(runs.map((run) => run[figure] ?? Number.NaN)) }));

/** The median of three runs of each page; all checks share the same runs. */
export function lighthouseChecks(): readonly JourneyCheck[] {
  const measured = once(measureAll);
  const check = (
    number: number,
    effect: JourneyCheck['effect'],
    title: string,
    figure: string,
    bar: Bar,
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
  ];
}

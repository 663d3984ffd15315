import { once } from '../../../shared/adapters/once.ts';
import { launch } from '../../browser/chromium.ts';
import { type JourneyCheck, journeyCheck, type Reading } from '../check.ts';
import { type ConsoleCheck, consolePageChecks, readConsole } from './console-page-checks.ts';
import { type ConsoleRender, consoleLabel, everyConsoleRender } from './console-render.ts';
import { openConsole } from './open-console.ts';

/** Browsers that run in parallel: as many as a small machine has processors. */
const BROWSERS = 2;

type ConsoleReadings = ReadonlyMap<ConsoleCheck, readonly Reading[]>;

/** Looks at every screen once, for all checks. */
async function measureConsole(): Promise<ConsoleReadings> {
  const readings = new Map<ConsoleCheck, Reading[]>(consolePageChecks.map((check) => [check, []]));
  const left = [...everyConsoleRender].reverse();
  const readAll = async (): Promise<void> => {
    const browser = await launch();
    for (let render = left.pop(); render !== undefined; render = left.pop()) {
      const where = consoleLabel(render);
      const taken = await openConsole(browser, render, readConsole).catch((error) => failed(render, error));
      for (const { check, value, faults } of taken) readings.get(check)?.push({ where, value, faults });
    }
    await browser.close();
  };
  await Promise.all(Array.from({ length: BROWSERS }, readAll));
  return readings;
}

/** A screen that could not be opened fails every check of it. */
const failed = (render: ConsoleRender, error: unknown) =>
  consolePageChecks
    .filter(({ appliesTo }) => appliesTo?.(render) !== false)
    .map((check) => ({ check, value: Number.NaN, faults: [String(error).split('\n')[0] ?? ''] }));

/** The checks of every screen of the console, which share one pass over them. */
export function consoleChecks(): readonly JourneyCheck[] {
  const measured = once(measureConsole);
  return consolePageChecks.map((check) =>
    journeyCheck({
      number: check.number,
      title: check.title,
      bar: check.bar,
      measure: async () => (await measured()).get(check) ?? [],
    }),
  );
}

import { resolve } from 'node:path';
import { handleProcessErrors } from '../handle-process-errors.ts';
import { sentenceOf } from '../sentence-of.ts';
import { useCompileCache } from './compile-cache.ts';
import { clearDataDir, keepFilesPrivate } from './data-dir.ts';
import { readOptions, type StartOptions, usage } from './options.ts';
import type { LocalRun } from './run.ts';
import { say } from './say.ts';
import { consoleGuests, operatorsCommand, worthOpening } from './start-pages.ts';
import { weatherLine } from './weather/weather-options.ts';

// `npm start`. Exits with 0 after Ctrl-C, with 130 after Ctrl-C while it starts, and with 1 and a sentence when it cannot
// start or continue.

/** Lambda functions run in UTC, so a bug with time zones must show here too. */
process.env.TZ = 'UTC';

/** Aborted by Ctrl-C, which has no effect on a run that is up. */
const starting = new AbortController();

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) return say(usage);
  keepFilesPrivate();
  if (options.fresh) clearDataDir(resolve(options.dataDir));
  useCompileCache();
  // Imported after that, since most of what is compiled is here.
  const [{ assembleWithBundles }, { startLocal }] = await Promise.all([
    import('./assembly.ts'),
    import('./run.ts'),
  ]);
  // Begins only when Ctrl-C is listened for.
  const run = Promise.resolve().then(() =>
    startLocal({
      ...options,
      ...(options.bundles !== undefined && { assemble: assembleWithBundles(options.bundles) }),
      interrupted: starting.signal,
      say,
    }),
  );
  endOnSignals(run);
  announce(await run, options);
  const error = await (await run).failed;
  await (await run).close();
  throw error;
};

const announce = ({ origin, issuer, dataDir }: LocalRun, { speed, weather }: StartOptions): void => {
  say(`Ready on ${origin}`);
  if (weather !== undefined) say(`  ${weatherLine(weather)}`);
  for (const { what, path } of worthOpening) say(`  ${what}: ${origin}${path}`);
  say(`  Sign in at the console as ${consoleGuests()}`);
  say(`  Issuer of staff tokens: ${issuer}`);
  say(`  Operators' commands: ${operatorsCommand(dataDir)}`);
  say(`  Data directory: ${dataDir}${speed === 1 ? '' : `; a second lasts ${speed}`}. Ctrl-C ends the run.`);
};

/** Under npm one Ctrl-C sends two signals: from the terminal and, a moment later, from npm. */
const samePressMilliseconds = 2000;

/** What a shell reports for a program that Ctrl-C ended: 128 and SIGINT. */
const INTERRUPTED = 130;

/**
 * The first Ctrl-C ends all parts in order, also those of a start that is not finished; a second one exits at once. The
 * engine ends with this process in both cases.
 */
const endOnSignals = (run: Promise<LocalRun>): void => {
  let signalledAt: number | undefined;
  const end = async (): Promise<void> => {
    if (signalledAt !== undefined) {
      if (performance.now() - signalledAt > samePressMilliseconds) process.exit(INTERRUPTED);
      return;
    }
    signalledAt = performance.now();
    starting.abort();
    const started = await run.catch(() => undefined);
    await started?.close();
    process.exit(started === undefined ? INTERRUPTED : 0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
};

handleProcessErrors();
try {
  await main();
} catch (error) {
  // After Ctrl-C the process ends in `endOnSignals`, when every part has ended.
  if (error === starting.signal.reason) await new Promise(() => undefined);
  say(sentenceOf(error) ?? (error instanceof Error ? error.message : String(error)));
  process.exit(1);
}

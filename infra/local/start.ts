import { assembleRound } from './assembly.ts';
import { clearDataDir } from './data-dir.ts';
import { readOptions, type StartOptions, usage } from './options.ts';
import { type LocalRun, startLocal } from './run.ts';
import { say } from './say.ts';
import { worthOpening } from './worth-opening.ts';

// `npm start`. Ends with 0 after Ctrl-C, and with 1 and a sentence when it cannot start or cannot go on.

/** Functions on Lambda live in UTC, so what would be wrong elsewhere must be wrong here. */
process.env.TZ = 'UTC';

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) return say(usage);
  if (options.fresh) clearDataDir(options.dataDir);
  const run = startLocal({
    ...options,
    ...(options.bundles !== undefined && { assemble: assembleRound(options.bundles) }),
    say,
  });
  endOnSignals(run);
  announce(await run, options);
  const error = await (await run).failed;
  await (await run).close();
  throw error;
};

const announce = ({ origin, issuer, dataDir }: LocalRun, { speed }: StartOptions): void => {
  say(`Ready on ${origin}`);
  for (const { what, path } of worthOpening) say(`  ${what}: ${origin}${path}`);
  say(`  Who vouches for staff: ${issuer}`);
  say(
    `  Everything is kept in ${dataDir}${speed === 1 ? '' : `; a second lasts ${speed}`}. Ctrl-C ends the run.`,
  );
};

/** A key press reaches us twice under npm: from the terminal and, a moment later, from npm itself. */
const samePressMilliseconds = 2000;

/** The first Ctrl-C ends everything in order; another one, at once. The engine ends with us in any case. */
const endOnSignals = (run: Promise<LocalRun>): void => {
  let askedAt: number | undefined;
  const end = async (): Promise<void> => {
    if (askedAt !== undefined) {
      if (performance.now() - askedAt > samePressMilliseconds) process.exit(130);
      return;
    }
    askedAt = performance.now();
    const started = await run.catch(() => undefined);
    await started?.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
};

try {
  await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

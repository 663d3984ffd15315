import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { handleProcessErrors } from '../../handle-process-errors.ts';
import { assembleWithBundles } from '../assembly.ts';
import { STANDSTILL } from '../clock/virtual-clock.ts';
import { keepFilesPrivate } from '../data-dir.ts';
import { startLocal } from '../run.ts';
import { say } from '../say.ts';
import { consoleGuests } from '../start-pages.ts';
import { narrator } from './day.ts';
import { instantOf, roomOf } from './room.ts';
import { DAY_BEGINS, playDay } from './scenario.ts';

const help = `Plays one day of a police room: starts the whole system with a clock that only the demo moves, acts over
HTTP as residents and staff, and prints what the system does. All data is deleted at the end.

  npm run demo -- [options]

  --console          let the day pass before your eyes: prints the address of the console and who to sign in as, waits for
                     Enter, lets ten minutes pass in a second, and stays open after the day until Ctrl-C
  --bundles <path>   use the bundles in this directory, as npm run synth writes them
  --help             this text`;

interface DemoOptions {
  readonly bundles: string | undefined;
  /** Whether somebody looks on at the console. */
  readonly isWatched: boolean;
}

/** The person as whom the demo reads each case's next step. */
const VIEWER = 'p-chief-zhao';

/** What a shell reports for a program that Ctrl-C ended: 128 and SIGINT. */
const INTERRUPTED = 130;

/** The real time that a minute of the day takes where somebody looks on. */
const MINUTE_LASTS_MS = 100;

/** Says where to look on and as whom, and waits until somebody does. */
async function invite(origin: string): Promise<void> {
  say(`The console: ${origin}/office`);
  say(`  Sign in as ${consoleGuests()}.`);
  say('Press Enter here, and the day begins.');
  const lines = createInterface({ input: process.stdin });
  // Where nobody can press anything, it begins at once.
  await Promise.race([once(lines, 'line'), once(lines, 'close')]);
  lines.close();
}

async function demo({ bundles, isWatched }: DemoOptions): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-demo-'));
  const starting = new AbortController();
  const run = startLocal({
    dataDir,
    port: 0,
    speed: STANDSTILL,
    startAt: instantOf(DAY_BEGINS),
    ...(bundles !== undefined && { assemble: assembleWithBundles(bundles) }),
    interrupted: starting.signal,
  });
  const remove = async (): Promise<void> => {
    starting.abort();
    await run.then(
      ({ close }) => close(),
      () => undefined,
    );
    await rm(dataDir, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void remove().finally(() => process.exit(INTERRUPTED)));
  }
  try {
    const started = await run;
    if (isWatched) await invite(started.origin);
    const room = roomOf(started, isWatched ? () => setTimeout(MINUTE_LASTS_MS) : undefined);
    await playDay(room, narrator(room, say, VIEWER));
    if (isWatched) {
      say('The day is over. The console stays open until Ctrl-C.');
      await started.failed;
    }
  } catch (error) {
    // After Ctrl-C the process ends when everything is removed; what failed because of it is no error.
    if (starting.signal.aborted) await new Promise(() => undefined);
    throw error;
  } finally {
    await remove();
  }
}

handleProcessErrors();
const { values } = parseArgs({
  options: { help: { type: 'boolean' }, console: { type: 'boolean' }, bundles: { type: 'string' } },
});
if (values.help) say(help);
else {
  keepFilesPrivate();
  await demo({ bundles: values.bundles, isWatched: values.console === true });
}

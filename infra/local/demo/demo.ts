import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { handleProcessErrors } from '../../handle-process-errors.ts';
import { assembleWithBundles } from '../assembly.ts';
import { STANDSTILL } from '../clock/virtual-clock.ts';
import { keepFilesPrivate } from '../data-dir.ts';
import { startLocal } from '../run.ts';
import { say } from '../say.ts';
import { narrator } from './day.ts';
import { instantOf, roomOf } from './room.ts';
import { DAY_BEGINS, playDay } from './scenario.ts';

const help = `Plays one day of a police room: starts the whole system with a clock that only the demo moves, acts over
HTTP as residents and staff, and prints what the system does. All data is deleted at the end.

  npm run demo -- [options]

  --bundles <path>   use the bundles in this directory, as npm run synth writes them
  --help             this text`;

/** The person as whom the demo reads each case's next step. */
const VIEWER = 'p-chief-zhao';

/** What a shell reports for a program that Ctrl-C ended: 128 and SIGINT. */
const INTERRUPTED = 130;

async function demo(bundles: string | undefined): Promise<void> {
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
    const room = roomOf(await run);
    await playDay(room, narrator(room, say, VIEWER));
  } catch (error) {
    // After Ctrl-C the process ends when everything is removed; what failed because of it is no error.
    if (starting.signal.aborted) await new Promise(() => undefined);
    throw error;
  } finally {
    await remove();
  }
}

handleProcessErrors();
const { values } = parseArgs({ options: { help: { type: 'boolean' }, bundles: { type: 'string' } } });
if (values.help) say(help);
else {
  keepFilesPrivate();
  await demo(values.bundles);
}

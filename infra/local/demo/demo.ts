import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assembleWithBundles } from '../assembly.ts';
import { STANDSTILL } from '../clock/virtual-clock.ts';
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

async function demo(bundles: string | undefined): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-demo-'));
  const run = await startLocal({
    dataDir,
    port: 0,
    speed: STANDSTILL,
    startAt: instantOf(DAY_BEGINS),
    ...(bundles !== undefined && { assemble: assembleWithBundles(bundles) }),
  });
  try {
    const room = roomOf(run);
    await playDay(room, narrator(room, say, VIEWER));
  } finally {
    await run.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { help: { type: 'boolean' }, bundles: { type: 'string' } } });
if (values.help) say(help);
else await demo(values.bundles);

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assembleRound } from '../assembly.ts';
import { STANDSTILL } from '../clock/virtual-clock.ts';
import { startLocal } from '../run.ts';
import { say } from '../say.ts';
import { narrator } from './day.ts';
import { instantOf, roomOf } from './room.ts';
import { DAY_BEGINS, playDay } from './scenario.ts';

const help = `Tells a day in the room: starts the whole system with a clock that stands still unless the story moves
it, lets people do things over HTTP, and prints what the system did. Nothing is kept.

  npm run demo -- [options]

  --bundles <path>   take functions bundled before from there, as npm run synth makes them
  --help             this text`;

/** Whose eyes the story looks through when it asks a case what comes next. */
const EYES = 'p-chief-zhao';

async function demo(bundles: string | undefined): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-demo-'));
  const run = await startLocal({
    ...{ dataDir, port: 0, speed: STANDSTILL, startAt: instantOf(DAY_BEGINS) },
    ...(bundles !== undefined && { assemble: assembleRound(bundles) }),
  });
  try {
    const room = roomOf(run);
    await playDay(room, narrator(room, say, EYES));
  } finally {
    await run.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { help: { type: 'boolean' }, bundles: { type: 'string' } } });
if (values.help) say(help);
else await demo(values.bundles);

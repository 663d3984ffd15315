import { subscribe } from 'node:diagnostics_channel';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { type Assemble, assemble, assembleWithBundles } from '../../infra/local/assembly.ts';
import type { LocalOptions } from '../../infra/local/run.ts';
import { say } from '../../infra/local/say.ts';

// The local run as `npm start` makes it, with a way out besides its inbox, in a process of its own that can be killed.
// Its options come as JSON. It sends its origin when it is ready, and on any number ends one of its threads.

process.env.TZ = 'UTC';

const threads = new Set<Worker>();
subscribe('worker_threads', (message) => {
  const { worker } = message as { worker: Worker };
  threads.add(worker);
  worker.once('exit', () => threads.delete(worker));
});
process.on('message', (number) => {
  const nth = Number(number) % Math.max(1, threads.size);
  void [...threads][nth]?.terminate();
});
// Whoever started us is gone.
process.on('disconnect', () => process.exit(1));

const [options = '{}', bundles] = process.argv.slice(2);

/** The template and the bundles stay the same over all starts of one data directory; only the first one makes them. */
const assembleOnce: Assemble = async (settings, dataDir) => {
  const file = join(dataDir, 'build', 'assembled.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const made = await (bundles === undefined ? assemble : assembleWithBundles(bundles))(settings, dataDir);
  writeFileSync(file, JSON.stringify(made));
  return made;
};

// Loaded only now, so that no thread begins unseen.
const { startLocal } = await import('../../infra/local/run.ts');
const run = await startLocal({ ...(JSON.parse(options) as LocalOptions), assemble: assembleOnce, say });
process.send?.({ origin: run.origin, tableName: run.tableName });
throw await run.failed;

import { subscribe } from 'node:diagnostics_channel';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { type Assemble, assemble, assembleWithBundles } from '../../infra/local/assembly.ts';
import { TABLE_PROXY_THREAD } from '../../infra/local/rights/table-proxy.ts';
import type { LocalOptions } from '../../infra/local/run.ts';
import { say } from '../../infra/local/say.ts';

// The local run as `npm start` starts it, plus a webhook channel, in a process that the test can kill. Options come as
// JSON in the first argument. It sends its origin when ready, and on a number n terminates the n-th thread of a
// function.

process.env.TZ = 'UTC';

const threads = new Set<Worker>();
subscribe('worker_threads', (message) => {
  const { worker } = message as { worker: Worker };
  // The way to the table is no function: like the engine, it ends with the run alone.
  if (worker.threadName === TABLE_PROXY_THREAD) return;
  threads.add(worker);
  worker.once('exit', () => threads.delete(worker));
});
process.on('message', (number) => {
  const nth = Number(number) % Math.max(1, threads.size);
  void [...threads][nth]?.terminate();
});
// The parent process has ended.
process.on('disconnect', () => process.exit(1));

const [options = '{}', bundles] = process.argv.slice(2);

/** Template and bundles are built on the first start and reused on later starts with the same data directory. */
const assembleOnce: Assemble = async (settings, dataDir, interrupted) => {
  const file = join(dataDir, 'build', 'assembled.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const made = await (bundles === undefined ? assemble : assembleWithBundles(bundles))(
    settings,
    dataDir,
    interrupted,
  );
  writeFileSync(file, JSON.stringify(made));
  return made;
};

// Imported after the subscription, so that every worker thread is recorded.
const { startLocal } = await import('../../infra/local/run.ts');
const run = await startLocal({ ...(JSON.parse(options) as LocalOptions), assemble: assembleOnce, say });
process.send?.({ origin: run.origin, tableName: run.tableName });
throw await run.failed;

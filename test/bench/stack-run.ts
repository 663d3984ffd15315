import { assembleWithBundles } from '../../infra/local/assembly.ts';
import { STANDSTILL } from '../../infra/local/clock/virtual-clock.ts';
import type { LocalOptions } from '../../infra/local/run.ts';
import { countWork } from './count-work.ts';

// The local run as `npm start` starts it, in a process of its own whose memory can be measured. Its clock stands still,
// so that no sweep falls into a measurement. Options and the folder of the bundles come as JSON in the first argument.
// It sends its addresses when it is ready, answers 'settle' when no work is left and 'count' with how often functions
// were invoked and what came over the bus since the last time, and ends on 'close'.

process.env.TZ = 'UTC';

const { bundles, ...options } = JSON.parse(process.argv[2] ?? '{}') as LocalOptions & {
  readonly bundles: string;
};
// Before the run is loaded, so that each of its threads is seen.
const takeCounts = countWork();
const { startLocal } = await import('../../infra/local/run.ts');
const run = await startLocal({
  ...options,
  port: 0,
  speed: STANDSTILL,
  assemble: assembleWithBundles(bundles),
});

const end = async (): Promise<never> => {
  await run.close();
  process.exit(0);
};
process.on('disconnect', () => void end());
process.on('message', (asked) => {
  if (asked === 'settle') void run.settle().then(() => process.send?.('settled'));
  if (asked === 'count') process.send?.(takeCounts());
  if (asked === 'close') void end();
});
const { origin, issuer, endpoint, tableName, dataDir } = run;
process.send?.({ origin, issuer, endpoint, tableName, dataDir });
throw await run.failed;

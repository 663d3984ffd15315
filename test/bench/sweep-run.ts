import { makeClockMemory, replaceDate } from '../../infra/local/clock/virtual-date.ts';

// The deployed sweep in a process of its own, whose memory and time can be measured. The file of its bundle, the time at
// which its clock stands and the time it may take come as JSON in the first argument, its settings as the environment.
// On each message it handles one tick.

const { file, now, milliseconds } = JSON.parse(process.argv[2] ?? '{}');
replaceDate(makeClockMemory(now, 1e-9));
const { handler } = await import(file);

export interface Ticked {
  readonly stepped: number;
  readonly finished: boolean;
  readonly seconds: number;
  /** The most memory that the process ever had. */
  readonly memoryBytesMax: number;
}

process.on('message', async () => {
  const startedAt = performance.now();
  const getRemainingTimeInMillis = (): number => milliseconds - (performance.now() - startedAt);
  const { stepped, finished } = await handler({}, { getRemainingTimeInMillis });
  const seconds = (performance.now() - startedAt) / 1000;
  process.send?.({ stepped, finished, seconds, memoryBytesMax: process.resourceUsage().maxRSS * 1024 });
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

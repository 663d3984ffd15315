import { median } from './median.ts';
import { quantile } from './quantile.ts';

/** What came of a load: how long each call took, in the order in which they began, and all of them together. */
export interface Load {
  readonly milliseconds: readonly number[];
  readonly seconds: number;
}

export interface LoadSettings {
  readonly callers: number;
  /** How many calls; fewer when the time is over before. */
  readonly calls: number;
  readonly secondsMax: number;
  /** Called after each call with how many are done, and the milliseconds that it took. */
  readonly onDone?: ((done: number, took: number) => void) | undefined;
}

/** Keeps `callers` calls going at a time, each followed by the next. A call that fails ends the load with its error. */
export async function load(
  { callers, calls, secondsMax, onDone = () => undefined }: LoadSettings,
  call: (nth: number) => Promise<unknown>,
): Promise<Load> {
  const startedAt = performance.now();
  const milliseconds: number[] = [];
  let begun = 0;
  let done = 0;
  const isOver = (): boolean => begun >= calls || performance.now() - startedAt > secondsMax * 1000;
  const caller = async (): Promise<void> => {
    while (!isOver()) {
      const nth = begun;
      begun += 1;
      const since = performance.now();
      await call(nth);
      const took = performance.now() - since;
      milliseconds[nth] = took;
      done += 1;
      onDone(done, took);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return { milliseconds, seconds: (performance.now() - startedAt) / 1000 };
}

/** Rate, median and 95th percentile of a load, as figures' words, units and values. */
export const loadFigures = ({ milliseconds, seconds }: Load) =>
  [
    ['rate', '/s', milliseconds.length / seconds],
    ['p50', 'ms', median(milliseconds)],
    ['p95', 'ms', quantile(milliseconds, 0.95)],
  ] as const;

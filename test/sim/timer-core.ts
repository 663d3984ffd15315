import { Worker } from 'node:worker_threads';
import type { TimerLife, TimerTask } from './timer-life.ts';

export interface TimerCoreSettings {
  readonly seeds: number;
  readonly from: number;
  readonly threads: number;
}

/** Measures the decisions alone, without store and messages. */
export async function timerCore(print: (line: string) => void, { seeds, from, threads }: TimerCoreSettings) {
  const since = performance.now();
  const lives = await Promise.all(
    Array.from({ length: threads }, (_, thread) =>
      live({ seeds: Array.from({ length: seeds }, (_, index) => from + index * threads + thread) }),
    ),
  );
  const minutes = (performance.now() - since) / 60_000;
  const sum = (amount: (life: TimerLife) => number) => lives.reduce((total, life) => total + amount(life), 0);
  const caseDays = sum((life) => life.caseDays);
  const commits = sum((life) => life.commits);
  const violations = lives.flatMap((life) => life.violations);
  print(`seeds ${from}–${from + seeds * threads - 1}, ${threads} threads, start of threads included`);
  print(
    `case-days ${Math.round(caseDays)}, commits ${commits} (${(commits / caseDays).toFixed(2)} a case-day)`,
  );
  print(`case-days a minute ${Math.round(caseDays / minutes)}`);
  for (const violation of violations.slice(0, 20)) print(violation);
  print(`violations ${violations.length}`);
  if (violations.length > 0) process.exitCode = 1;
}

const live = (task: TimerTask): Promise<TimerLife> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./timer-life.ts', import.meta.url), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

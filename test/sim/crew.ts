import { Worker } from 'node:worker_threads';
import type { Outcome } from './simulation.ts';

/** One run to be made by whoever is free. */
export interface Task {
  readonly seed: number;
  readonly days: number;
  readonly patient?: boolean;
  readonly mutant?: string;
}

/** Makes all runs on as many threads, telling of each as it ends; the order of endings is the machine's. */
export async function crew(
  tasks: readonly Task[],
  threads: number,
  told: (task: Task, outcome: Outcome) => void,
) {
  let next = 0;
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./crew-member.ts', import.meta.url));
      let current: Task | undefined;
      const hand = (): void => {
        current = tasks[next];
        next += 1;
        if (current === undefined) void worker.terminate().then(() => resolve());
        else worker.postMessage(current);
      };
      worker.on('message', (outcome: Outcome) => {
        if (current !== undefined) told(current, outcome);
        hand();
      });
      worker.on('error', reject);
      hand();
    });
  await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, work));
}

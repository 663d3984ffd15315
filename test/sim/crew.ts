import { Worker } from 'node:worker_threads';
import type { Pace } from './people/habits.ts';
import type { Outcome } from './simulation.ts';

/** One run to be made by whoever is free. */
export interface Task {
  readonly seed: number;
  readonly pace?: Pace;
  readonly days?: number;
  readonly mutant?: string;
}

/** A run that was made, and the processor's time that it took. */
export interface Made {
  readonly task: Task;
  readonly outcome: Outcome;
  readonly processorMs: number;
}

/**
 * Makes all runs on as many threads, telling of each as it ends; the order of endings is the machine's. A task is asked
 * for only when somebody is free, so whoever gives them may stop early.
 */
export async function crew(tasks: Iterable<Task>, threads: number, notified: (made: Made) => void) {
  const left = tasks[Symbol.iterator]();
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./crew-member.ts', import.meta.url));
      const hand = (): void => {
        const { done, value: task } = left.next();
        if (done) void worker.terminate().then(() => resolve());
        else worker.postMessage(task);
      };
      worker.on('message', (made: Made) => {
        notified(made);
        hand();
      });
      worker.on('error', reject);
      hand();
    });
  await Promise.all(Array.from({ length: threads }, work));
}

import { Worker } from 'node:worker_threads';
import type { Pace } from './people/habits.ts';
import type { Outcome } from './simulation.ts';

/** One simulation run for a worker thread. */
export interface Task {
  readonly seed: number;
  readonly pace?: Pace;
  readonly days?: number;
  readonly mutant?: string;
}

/** A finished run and the processor time it took. */
export interface FinishedRun {
  readonly task: Task;
  readonly outcome: Outcome;
  readonly processorMs: number;
}

/**
 * Runs all tasks on worker threads and reports each as it finishes, in no fixed order. A task is pulled only when a
 * thread is free, so the caller’s iterator may stop early.
 */
export async function crew(
  tasks: Iterable<Task>,
  threads: number,
  onFinished: (finished: FinishedRun) => void,
) {
  const left = tasks[Symbol.iterator]();
  const startWorker = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./crew-member.ts', import.meta.url));
      const sendNext = (): void => {
        const { done, value: task } = left.next();
        if (done) void worker.terminate().then(() => resolve());
        else worker.postMessage(task);
      };
      worker.on('message', (finished: FinishedRun) => {
        onFinished(finished);
        sendNext();
      });
      worker.on('error', reject);
      sendNext();
    });
  await Promise.all(Array.from({ length: threads }, startWorker));
}

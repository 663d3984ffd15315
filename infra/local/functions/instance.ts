import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { SECOND } from '../../../shared/engine/calendar/instant.ts';
import { compileCacheOfThread } from '../compile-cache.ts';
import type { DirectTable } from '../rights/direct-calls.ts';
import type { FunctionPlan } from '../template/plan.ts';
import { type Answer, type Failure, failureOf, type Invoke, type WorkerStart } from './messages.ts';

/** The function failed on an event: it threw, timed out, or its instance ended. */
export class FunctionFailed extends Error {
  readonly failure: Failure;

  constructor(title: string, failure: Failure) {
    super(`${title}: ${failure.errorType}: ${failure.errorMessage}`);
    this.name = 'FunctionFailed';
    this.failure = failure;
  }
}

/** One running instance of a function. As on Lambda, it handles one event at a time. */
export interface Instance {
  /** Resolves when the handler is loaded; rejects with the error that prevented it. */
  readonly ready: Promise<void>;
  readonly isDead: () => boolean;
  /** @throws FunctionFailed */
  run(requestId: string, event: string): Promise<unknown>;
  end(): Promise<void>;
}

export interface InstanceSettings {
  readonly clock: SharedArrayBuffer;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: Writable;
  readonly timeoutFactor: number;
  /** How the function calls the table by itself; by the proxy alone when absent. */
  readonly table?: DirectTable | undefined;
}

/**
 * V8 would let the young generation of each instance grow until it takes more than all else, and collects a small one
 * with the same work in sum.
 */
const YOUNG_GENERATION_MB = 8;

/** Starts an instance in its own worker thread. */
export const startInstance = (
  plan: FunctionPlan,
  { clock, environment, log, timeoutFactor, table }: InstanceSettings,
): Instance => {
  const timeoutSeconds = plan.timeoutSeconds * timeoutFactor;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    // Names the thread for debuggers and tests.
    name: plan.title,
    workerData: {
      clock,
      file: join(plan.directory, plan.module),
      exportName: plan.exportName,
      name: plan.name,
      arn: plan.arn,
      memoryMegabytes: plan.memoryMegabytes,
      table,
    } satisfies WorkerStart,
    env: { ...environment, ...compileCacheOfThread },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: {
      maxOldGenerationSizeMb: plan.memoryMegabytes,
      maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
    },
  });
  worker.stdout.pipe(log, { end: false });
  worker.stderr.pipe(log, { end: false });

  let dead = false;
  let settle: ((answer: Answer) => void) | undefined;
  const next = () =>
    new Promise<Answer>((resolve) => {
      settle = resolve;
    });
  const die = (failure: Failure): void => {
    dead = true;
    settle?.({ kind: 'threw', failure });
  };
  worker.on('message', (answer: Answer) => settle?.(answer));
  worker.on('error', (error) => die(failureOf(error)));
  worker.on('exit', () =>
    die({ errorType: 'Runtime.ExitError', errorMessage: 'The instance ended.', trace: [] }),
  );

  const value = (answer: Answer): unknown => {
    if (answer.kind === 'threw') throw new FunctionFailed(plan.title, answer.failure);
    return answer.kind === 'ready' ? undefined : JSON.parse(answer.value);
  };
  const ready = next().then((answer) => void value(answer));
  // Callers that await `ready` get the error; until one does, it must not be an unhandled rejection.
  ready.catch(() => undefined);

  return {
    ready,
    isDead: () => dead,
    run: async (requestId, event) => {
      await ready;
      const answered = next();
      const timer = setTimeout(() => {
        const errorMessage = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
        die({ errorType: 'Sandbox.Timedout', errorMessage, trace: [] });
        void worker.terminate();
      }, timeoutSeconds * SECOND);
      worker.postMessage({
        requestId,
        event,
        timeoutMilliseconds: timeoutSeconds * SECOND,
      } satisfies Invoke);
      try {
        return value(await answered);
      } finally {
        clearTimeout(timer);
      }
    },
    end: async () => {
      await worker.terminate();
    },
  };
};

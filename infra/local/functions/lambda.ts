import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Writable } from 'node:stream';
import type { FunctionPlan } from '../template/plan.ts';
import { FunctionFailed, type Instance, type InstanceSettings, startInstance } from './instance.ts';
import { failureOf } from './messages.ts';

/** One function with as many instances as its events need. */
export interface Lambda {
  readonly plan: FunctionPlan;
  /** Invokes the function and returns its result; @throws FunctionFailed */
  invoke(event: unknown, requestId?: string): Promise<unknown>;
  /** Waits until no event is being handled; returns true if there was any. */
  drain(): Promise<boolean>;
  end(): Promise<void>;
}

/**
 * The default limit of instances; reserved concurrency in the template overrides it. More than the processors take
 * memory and answer no sooner.
 */
const instancesMaxDefault = Math.min(4, Math.max(2, availableParallelism()));

/** An instance that had no event for so long is ended, as Lambda does after some minutes, since each takes memory. */
const UNUSED_MAX_MS = 60_000;

/**
 * A function, which starts an instance at its first event. Concurrent events start more, up to a limit; beyond it events
 * wait, where Lambda would throttle and the caller retry.
 */
export const createLambda = (plan: FunctionPlan, settings: InstanceSettings): Lambda => {
  const instancesMax = plan.instancesMax ?? instancesMaxDefault;
  const all = new Set<Instance>();
  const idle: { readonly instance: Instance; readonly since: number }[] = [];
  const waiting: ((instance: Instance) => void)[] = [];
  const running = new Set<Promise<unknown>>();
  let ended = false;

  const start = (): Instance => {
    if (ended) throw new FunctionFailed(plan.title, failureOf(new Error('The run is ending.')));
    const instance = startInstance(plan, settings);
    all.add(instance);
    return instance;
  };
  const acquire = async (): Promise<Instance> => {
    const free = idle.pop()?.instance;
    if (free !== undefined) return free.isDead() ? replace(free) : free;
    if (all.size < instancesMax) return start();
    return new Promise((resolve) => waiting.push(resolve));
  };
  const replace = (dead: Instance): Instance => {
    all.delete(dead);
    return start();
  };
  const release = (instance: Instance): void => {
    const next = waiting.shift();
    if (next !== undefined) next(instance.isDead() ? replace(instance) : instance);
    else if (instance.isDead()) all.delete(instance);
    else idle.push({ instance, since: performance.now() });
  };
  // The instance that was used last is taken first, so those of a busy minute are unused soon.
  const endUnused = (): void => {
    const firstUsed = idle.findIndex(({ since }) => performance.now() - since < UNUSED_MAX_MS);
    for (const { instance } of idle.splice(0, firstUsed < 0 ? idle.length : firstUsed)) {
      all.delete(instance);
      void instance.end();
    }
  };
  const reaper = setInterval(endUnused, UNUSED_MAX_MS / 2).unref();

  const run = async (requestId: string, event: unknown): Promise<unknown> => {
    const instance = await acquire();
    try {
      return await instance.run(requestId, JSON.stringify(event));
    } catch (error) {
      logFailure(settings.log, requestId, error);
      throw error;
    } finally {
      release(instance);
    }
  };

  return {
    plan,
    invoke: async (event, requestId = randomUUID()) => {
      const work = run(requestId, event);
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    drain: async () => {
      if (running.size === 0) return false;
      await Promise.allSettled(running);
      return true;
    },
    end: async () => {
      ended = true;
      clearInterval(reaper);
      await Promise.all([...all].map((instance) => instance.end()));
    },
  };
};

/** Logs a failure as the Lambda runtime does, so that the function's log shows its cause. */
const logFailure = (log: Writable, requestId: string, error: unknown): void => {
  const failure = error instanceof FunctionFailed ? error.failure : { errorMessage: String(error) };
  log.write(`${JSON.stringify({ level: 'ERROR', message: 'Invoke Error', requestId, ...failure })}\n`);
};

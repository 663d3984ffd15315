import { randomUUID } from 'node:crypto';
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

/** The default limit of instances; reserved concurrency in the template overrides it. */
const instancesMaxDefault = 4;

/**
 * Starts a function with one instance. Concurrent events start more, up to a limit; beyond it events wait, where Lambda
 * would throttle and the caller retry.
 * @throws FunctionFailed when the handler does not load
 */
export const startLambda = async (plan: FunctionPlan, settings: InstanceSettings): Promise<Lambda> => {
  const instancesMax = plan.instancesMax ?? instancesMaxDefault;
  const all = new Set<Instance>();
  const idle: Instance[] = [];
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
    const free = idle.pop();
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
    else idle.push(instance);
  };

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

  const first = start();
  await first.ready;
  idle.push(first);

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
      await Promise.all([...all].map((instance) => instance.end()));
    },
  };
};

/** Logs a failure as the Lambda runtime does, so that the function's log shows its cause. */
const logFailure = (log: Writable, requestId: string, error: unknown): void => {
  const failure = error instanceof FunctionFailed ? error.failure : { errorMessage: String(error) };
  log.write(`${JSON.stringify({ level: 'ERROR', message: 'Invoke Error', requestId, ...failure })}\n`);
};

import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { FunctionPlan } from '../template/plan.ts';
import { FunctionFailed, type Instance, type InstanceSettings, startInstance } from './instance.ts';
import { failureOf } from './messages.ts';

/** One function with as many instances as its events need. */
export interface Lambda {
  readonly plan: FunctionPlan;
  /** Hands an event over and waits for what the function makes of it; @throws FunctionFailed */
  invoke(event: unknown, requestId?: string): Promise<unknown>;
  /** Done when no event is being handled; true when some was. */
  drain(): Promise<boolean>;
  end(): Promise<void>;
}

/** Enough for one machine's callers; a reserved number in the template goes before it. */
const instancesMaxDefault = 4;

/**
 * Starts a function with one instance. More are started when events come at the same time, up to a limit; what comes
 * beyond it waits its turn, where Lambda would refuse and have its caller try again.
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
  const take = async (): Promise<Instance> => {
    const free = idle.pop();
    if (free !== undefined) return free.isDead() ? replace(free) : free;
    if (all.size < instancesMax) return start();
    return new Promise((resolve) => waiting.push(resolve));
  };
  const replace = (dead: Instance): Instance => {
    all.delete(dead);
    return start();
  };
  const giveBack = (instance: Instance): void => {
    const next = waiting.shift();
    if (next !== undefined) next(instance.isDead() ? replace(instance) : instance);
    else if (instance.isDead()) all.delete(instance);
    else idle.push(instance);
  };

  const run = async (requestId: string, event: unknown): Promise<unknown> => {
    const instance = await take();
    try {
      return await instance.run(requestId, JSON.stringify(event));
    } catch (error) {
      logFailure(settings.log, requestId, error);
      throw error;
    } finally {
      giveBack(instance);
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

/** As the runtime does: whoever reads the function's log must find why it failed. */
const logFailure = (log: Writable, requestId: string, error: unknown): void => {
  const failure = error instanceof FunctionFailed ? error.failure : { errorMessage: String(error) };
  log.write(`${JSON.stringify({ level: 'ERROR', message: 'Invoke Error', requestId, ...failure })}\n`);
};

import type fc from 'fast-check';

/** What really happened, in the order in which it did: `an officer: commit`. */
export type Happened = string[];

/**
 * A port whose every call waits for its turn, which the scheduler gives in any order. `who` calls is told in a failure
 * and noted in `happened`, so that a test can say what came before what.
 */
export function takingTurns<Port extends object>(
  port: Port,
  who: string,
  scheduler: fc.Scheduler,
  happened: Happened = [],
): Port {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...given: readonly unknown[]) => {
        const turn = `${who}: ${String(name)}`;
        await scheduler.schedule(Promise.resolve(), turn);
        happened.push(turn);
        return Reflect.apply(method, target, given);
      };
    },
  });
}

import type fc from 'fast-check';

/** The calls in the order in which they ran: `an officer: commit`. */
export type CallLog = string[];

/**
 * A port whose calls each wait for the scheduler, which lets them run in any order. `who` names the caller in a failure
 * and in `log`, so that a test can check which call came first.
 */
export function takingTurns<Port extends object>(
  port: Port,
  who: string,
  scheduler: fc.Scheduler,
  log: CallLog = [],
): Port {
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...given: readonly unknown[]) => {
        const turn = `${who}: ${String(name)}`;
        await scheduler.schedule(Promise.resolve(), turn);
        log.push(turn);
        return Reflect.apply(method, target, given);
      };
    },
  });
}

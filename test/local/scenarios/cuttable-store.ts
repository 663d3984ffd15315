import { afterAll } from 'vitest';
import { busyStore } from '../../chaos/busy.ts';
import { faultProxy } from '../../chaos/fault-proxy.ts';
import { testEngine } from '../../dynamo-engine.ts';
import { dice } from '../../sim/world/dice.ts';

/** A store at the end of a line that can be cut. To be called outside of any test. */
export async function cuttableStore() {
  const engine = await testEngine();
  const line = await faultProxy(dice(1), { refused: busyStore });
  afterAll(line.close);
  line.leadTo(engine.endpoint);
  return {
    endpoint: line.origin,
    /** Does something while every request to the store is lost, for which no machine is too slow or too fast. */
    async whileCut<T>(work: () => Promise<T>): Promise<T> {
      line.weather({ lost: 1 });
      try {
        return await work();
      } finally {
        line.weather({});
      }
    },
  };
}

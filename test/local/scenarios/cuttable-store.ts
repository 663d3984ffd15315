import { afterAll } from 'vitest';
import { faultProxy } from '../../chaos/fault-proxy.ts';
import { busyStore } from '../../chaos/refusals.ts';
import { testEngine } from '../../dynamo-engine.ts';
import { dice } from '../../sim/world/dice.ts';

/** A DynamoDB engine behind a proxy that can lose every request. Call it outside of tests. */
export async function cuttableStore() {
  const engine = await testEngine();
  const proxy = await faultProxy(dice(1), { refused: busyStore });
  afterAll(proxy.close);
  proxy.setTarget(engine.endpoint);
  return {
    endpoint: proxy.origin,
    /** Runs `work` while every request to the store is lost. */
    async whileCut<T>(work: () => Promise<T>): Promise<T> {
      proxy.setFaults({ lost: 1 });
      try {
        return await work();
      } finally {
        proxy.setFaults({});
      }
    },
  };
}

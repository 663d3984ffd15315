import fc from 'fast-check';
import { describe, it } from 'vitest';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { Store } from '../../shared/cases/world.ts';
import { testEngine } from '../dynamo-engine.ts';
import { lookAtEverything } from './look.ts';
import { storeStories } from './store-commands.ts';
import { emptyModel } from './store-model.ts';

const engine = await testEngine();

/** Fixed so that a green run is the same run everywhere; a failure is printed with it, as a short story. */
const SEED = 20261123;
const SHARDS = 2;

/** Whatever is done to a store, in whatever order, it holds and shows what the model says. */
const holdsWhatTheModelSays = (newStore: () => Promise<Store>, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(storeStories, async (scenario) => {
      const model = emptyModel();
      const real = await newStore();
      await fc.asyncModelRun(() => ({ model, real }), scenario);
      await lookAtEverything(model, real, 3);
    }),
    { numRuns, seed: SEED },
  );

describe('after any story, a store holds what the model of it says', () => {
  it('in memory', () => holdsWhatTheModelSays(async () => memoryStore(emptyTables(), SHARDS), 150));

  it('on DynamoDB', () => {
    const onTheEngine = async (): Promise<Store> =>
      dynamoStore({
        documents: engine.documents,
        name: await engine.newTable(),
        aggregates,
        shardsPerLane: SHARDS,
      });
    return holdsWhatTheModelSays(onTheEngine, 12);
  });
});

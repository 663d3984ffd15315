import fc from 'fast-check';
import { describe, it } from 'vitest';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { Store } from '../../shared/cases/world.ts';
import { testEngine } from '../dynamo-engine.ts';
import { expectStoreMatches } from './expect-store-matches.ts';
import { storeScenarios } from './store-commands.ts';
import { emptyModel } from './store-model.ts';

const engine = await testEngine();

/** Fixed, so that every run makes the same commands. A failure prints the seed and the shortest failing sequence. */
const SEED = 20261123;
const SHARDS = 2;

/** Runs random commands on a store and on the model, and compares everything that the store returns. */
const expectMatchesModel = (newStore: () => Promise<Store>, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(storeScenarios, async (scenario) => {
      const model = emptyModel();
      const real = await newStore();
      await fc.asyncModelRun(() => ({ model, real }), scenario);
      await expectStoreMatches(model, real, 3);
    }),
    { numRuns, seed: SEED },
  );

describe('after any sequence of commands, a store holds what its model holds', () => {
  it('in memory', () => expectMatchesModel(async () => memoryStore(emptyTables(), SHARDS), 150));

  it('on DynamoDB', () => {
    const onTheEngine = async (): Promise<Store> =>
      dynamoStore({
        documents: engine.documents,
        name: await engine.newTable(),
        aggregates,
        shardsPerLane: SHARDS,
      });
    return expectMatchesModel(onTheEngine, 12);
  });
});

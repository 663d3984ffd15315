import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { notaryStore } from '../../shared/adapters/dynamo/notary.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { notaryStore as memoryNotaryStore } from '../../shared/adapters/memory/notary.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables, stateName } from '../../shared/adapters/memory/tables.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { type CaseKey, keyOf } from '../../shared/cases/case-key.ts';
import type { Store } from '../../shared/cases/world.ts';
import type { NotaryStore } from '../../shared/engine/notary/notary-store.ts';
import { stateRow } from '../../shared/engine/storage/keys.ts';
import { appendRead } from '../../shared/engine/storage/read-log.ts';
import { testEngine } from '../dynamo-engine.ts';
import { moved, officer, submitted, TEN } from './cases.ts';

interface NotaryStoreUnderTest {
  readonly store: Store;
  readonly notary: NotaryStore;
  /** Takes the head from the row of a state. */
  behead(key: CaseKey): Promise<unknown>;
}

const engine = await testEngine();

function notaryStoreContract(name: string, make: () => Promise<NotaryStoreUnderTest>): void {
  describe(`what the notary reads ${name}`, () => {
    it('is the head of a state, and the facts of the versions behind another', async () => {
      const { store, notary, behead } = await make();
      const report = submitted();
      await store.commit(report);
      const note = moved(report.after, { move: 'note', text: 'x' });
      await store.commit(note);
      const again = moved(note.after, { move: 'note', text: 'y' });
      await store.commit(again);
      const key = keyOf(report.after);
      expect(await notary.findHead(key)).toEqual({ version: 3, head: again.after.chainHead });
      expect(await notary.factsBehind(key, 0, 3)).toEqual([...report.facts, ...note.facts, ...again.facts]);
      expect(await notary.factsBehind(key, 1, 2)).toEqual(note.facts);
      expect(await notary.factsBehind(key, 3, 9)).toEqual([]);
      await behead(key);
      expect(await notary.findHead(key)).toBe('unreadable');
      expect(await notary.findHead(keyOf(submitted().after))).toBeUndefined();
    });

    it('is the reads behind another, so many at once', async () => {
      const { store, notary } = await make();
      const key = keyOf(submitted().after);
      for (const request of ['r1', 'r2', 'r3', 'r4']) {
        await appendRead(store, key, { at: TEN, by: officer, what: ['text'], request });
      }
      const requests = async (behind: number, limit: number) =>
        (await notary.readsBehind(key, behind, limit)).map((read) => read.request);
      expect(await requests(0, 9)).toEqual(['r1', 'r2', 'r3', 'r4']);
      expect(await requests(1, 2)).toEqual(['r2', 'r3']);
      expect(await requests(4, 9)).toEqual([]);
    });
  });
}

notaryStoreContract('in memory', async () => {
  const tables = emptyTables();
  return {
    store: memoryStore(tables),
    notary: memoryNotaryStore(tables),
    behead: async (key) => tables.states.set(stateName(key), { key, state: 'unreadable' }),
  };
});

notaryStoreContract('on DynamoDB', async () => {
  const table = { documents: engine.documents, name: await engine.newTable(), aggregates, shardsPerLane: 1 };
  return {
    store: dynamoStore(table),
    notary: notaryStore(table),
    behead: (key) =>
      engine.documents.send(
        new UpdateCommand({
          TableName: table.name,
          Key: stateRow(key),
          UpdateExpression: 'REMOVE #head',
          ExpressionAttributeNames: { '#head': 'head' },
        }),
      ),
  };
});

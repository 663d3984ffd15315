import { DeleteCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { factIn, factItem } from '../../../shared/adapters/dynamo/history-items.ts';
import { notaryStore } from '../../../shared/adapters/dynamo/notary.ts';
import { proofStore } from '../../../shared/adapters/dynamo/proof.ts';
import { dynamoStore } from '../../../shared/adapters/dynamo/store.ts';
import { memoryBus } from '../../../shared/adapters/memory/bus.ts';
import { memoryChannel } from '../../../shared/adapters/memory/channel.ts';
import { memoryCheckpoints, memoryNotaryLog } from '../../../shared/adapters/memory/notary-log.ts';
import { aggregates } from '../../../shared/aggregates.ts';
import type { Case } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { HOUR, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { hashFact } from '../../../shared/engine/commands/fact-chain.ts';
import { notarise } from '../../../shared/engine/notary/notarise.ts';
import { segmentWriter } from '../../../shared/engine/notary/segment-writer.ts';
import { prove } from '../../../shared/engine/proof/prove.ts';
import { personId } from '../../../shared/engine/scope.ts';
import type { FactRecord } from '../../../shared/engine/storage/fact-record.ts';
import { aggregatePk, stateRow } from '../../../shared/engine/storage/keys.ts';
import { registerKey } from '../../../shared/register/register-key.ts';
import { ampleTime, member, move, report } from '../../cases/duty-room.ts';
import { room, station } from '../../cases/room.ts';
import { testEngine } from '../../dynamo-engine.ts';
import { enteredPeople } from '../../enter.ts';
import { at } from '../wall-clock.ts';
import { testMac } from './test-mac.ts';
import { linesOf } from './witnessed-room.ts';

const now = at('2026-11-23 10:00');
const engine = await testEngine();
const other = { kind: 'staff', person: personId('p-other'), role: 'officer', station } as const;

/** A case of 31 facts on a table of its own, stated by a notary, and an attacker who may write that table. */
async function witnessedTable() {
  const name = await engine.newTable();
  const table = { documents: engine.documents, name, aggregates, shardsPerLane: 4 };
  const store = dynamoStore(table);
  await enteredPeople(
    store,
    (['guard', 'officer', 'chief'] as const).map((role) => member(role)),
  );
  const world = { ...(await room(1, store)), bus: memoryBus(), channels: [memoryChannel('sink')] };
  const found = await report(world, now);
  for (let step = 1; step <= 30; step += 1) {
    await move(world, found, { move: 'note', text: `第${step}次` }, now + step);
  }
  const chain = aggregatePk(keyOf(found));
  const log = memoryNotaryLog();
  const segments = segmentWriter(log, testMac, world.system);
  const asked = [chain, aggregatePk(registerKey(station))].map(
    (one, index) =>
      ({ sequence: String(index), row: 'unstated', chain: one, after: { version: 0, head: '' } }) as const,
  );
  await notarise({ notary: notaryStore(table), segments }, asked, now + MINUTE);
  const notary = { log, checkpoints: memoryCheckpoints(), mac: testMac };
  const run = async (when = now + 2 * HOUR) => {
    const { proofs } = await prove({ ...world, proofs: proofStore(table), notary }, when, ampleTime);
    return linesOf(proofs.find((one) => one.station === station) ?? { violations: [] });
  };
  return { name, found, run, facts: () => factsIn(name, found) };
}

async function factsIn(name: string, found: Case): Promise<readonly FactRecord[]> {
  const { Items = [] } = await engine.documents.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :facts)',
      ExpressionAttributeValues: { ':pk': aggregatePk(keyOf(found)), ':facts': 'F#' },
    }),
  );
  return Items.map(factIn);
}

const change = (name: string, found: Case, expression: string, values: Record<string, unknown>) =>
  engine.documents.send(
    new UpdateCommand({
      TableName: name,
      Key: stateRow(keyOf(found)),
      UpdateExpression: expression,
      ExpressionAttributeNames: Object.fromEntries(
        (expression.match(/#\w+/g) ?? []).map((one) => [one, one.slice(1)]),
      ),
      ExpressionAttributeValues: values,
    }),
  );

describe('the proof on the real engine, with a notary', () => {
  it('finds nothing in what was written honestly', async () => {
    expect(await (await witnessedTable()).run()).toEqual([]);
  });

  it('names 31 facts that were given another author, with every hash computed anew', async () => {
    const { name, found, facts, run } = await witnessedTable();
    const key = keyOf(found);
    let head = '';
    const stored = await facts();
    expect(stored).toHaveLength(31);
    for (const fact of stored) {
      const forged = { ...fact, by: other, previousHash: head };
      head = hashFact(key, forged);
      const Item = factItem(key, { ...forged, hash: head });
      await engine.documents.send(new PutCommand({ TableName: name, Item }));
    }
    await change(name, found, 'SET #head = :head', { ':head': head });
    expect(await run()).toEqual([`rewritten st1-${found.caseId} version 31`]);
  });

  it('names a deadline that was moved to the year 3000, in the row and in the index', async () => {
    const { name, found, run } = await witnessedTable();
    await change(name, found, 'SET #dueAt = :at, #due_sk = :when, #board_sk = :when', {
      ':at': Date.UTC(3000, 0, 1),
      ':when': '3000-01-01T00:00:00.000Z',
    });
    expect(await run()).toEqual([`state-changed st1-${found.caseId}`]);
  });

  it('names a case that was dropped', async () => {
    const { name, found, run } = await witnessedTable();
    const { Items = [] } = await engine.documents.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': aggregatePk(keyOf(found)) },
      }),
    );
    for (const { pk, sk } of Items) {
      await engine.documents.send(new DeleteCommand({ TableName: name, Key: { pk, sk } }));
    }
    expect(await run()).toContain(`missing st1-${found.caseId} version 31`);
  });
});

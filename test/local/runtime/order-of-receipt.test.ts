import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { createAwsJson } from '../../../infra/local/engine/aws-json.ts';
import { fillOrderOfReceipt } from '../../../infra/local/engine/order-of-receipt.ts';
import { dynamoStore } from '../../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../../shared/aggregates.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { stateRow } from '../../../shared/engine/storage/keys.ts';
import { member, report } from '../../cases/duty-room.ts';
import { deskOf, room } from '../../cases/room.ts';
import { testEngine } from '../../dynamo-engine.ts';
import { at } from '../../engine/wall-clock.ts';
import { enteredPeople } from '../../enter.ts';

const now = at('2026-11-23 10:00');
const engine = await testEngine();
const call = createAwsJson(engine.endpoint);

async function olderTable(cases: number) {
  const name = await engine.newTable();
  const store = dynamoStore({ documents: engine.documents, name, aggregates, shardsPerLane: 4 });
  await enteredPeople(
    store,
    (['guard', 'officer', 'chief'] as const).map((role) => member(role)),
  );
  const world = await room(1, store);
  const ids: string[] = [];
  for (let made = 0; made < cases; made += 1) {
    const found = await report(world, now);
    ids.push(found.caseId);
    const Key = stateRow(keyOf(found));
    const UpdateExpression = 'REMOVE received_pk';
    await engine.documents.send(new UpdateCommand({ TableName: name, Key, UpdateExpression }));
  }
  const query = { view: 'all', list: 'received', guardTypes: [], now, limit: 50 } as const;
  const listed = async () => (await store.board(deskOf('officer'), query)).rows.map(({ caseId }) => caseId);
  const lines: string[] = [];
  const fill = (remainingMs: () => number) =>
    fillOrderOfReceipt(call, name, remainingMs, () => lines.push('starting'));
  return { ids, listed, lines, fill };
}

describe('cases of a release without an order of receipt', () => {
  it('are put into it, with one line for all', async () => {
    const { ids, listed, lines, fill } = await olderTable(12);
    expect(await listed()).toEqual([]);
    expect(await fill(() => 60_000)).toBe(true);
    expect((await listed()).toSorted()).toEqual(ids.toSorted());
    expect(await fill(() => 60_000)).toBe(true);
    expect(lines).toEqual(['starting']);
  });

  it('wait for the next start when the time is over', async () => {
    const { ids, listed, fill } = await olderTable(12);
    let left = 6;
    const few = () => {
      left -= 1;
      return left;
    };
    expect(await fill(few)).toBe(false);
    expect((await listed()).length).toBeLessThan(12);
    expect(await fill(() => 60_000)).toBe(true);
    expect((await listed()).toSorted()).toEqual(ids.toSorted());
  });
});

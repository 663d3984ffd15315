import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { stateRow } from '../../shared/engine/storage/keys.ts';
import { oneTimeUse } from '../../shared/engine/storage/one-time-use.ts';
import { peoplePk } from '../../shared/stations/keys.ts';
import { testEngine } from '../dynamo-engine.ts';
import { submitted, TEN } from './cases.ts';
import { storeContract } from './store-contract.ts';

const engine = await testEngine();
const storeOn = (name: string) =>
  dynamoStore({ documents: engine.documents, name, aggregates, shardsPerLane: 4 });

storeContract('on DynamoDB', async () => {
  const name = await engine.newTable();
  return {
    store: storeOn(name),
    async spoil(key) {
      await engine.documents.send(
        new UpdateCommand({
          TableName: name,
          Key: stateRow(key),
          UpdateExpression: 'SET clocks = :clocks',
          ExpressionAttributeValues: { ':clocks': ['not a clock'] },
        }),
      );
    },
    async spoilPerson({ station, person }) {
      await engine.documents.send(
        new UpdateCommand({
          TableName: name,
          Key: { pk: peoplePk(station), sk: person },
          UpdateExpression: 'SET onLeave = :perhaps',
          ExpressionAttributeValues: { ':perhaps': 'perhaps' },
        }),
      );
    },
  };
});

describe('a companion on DynamoDB', () => {
  it('has its expiry in seconds, never too early, in every kind of write', async () => {
    const store = storeOn(await engine.newTable());
    const report = submitted();
    const alone = oneTimeUse({ nonce: 'alone', expiresAt: TEN + 1 }, 'used');
    const withStep = oneTimeUse({ nonce: 'with-step', expiresAt: TEN + MINUTE }, 'used');
    await store.writeCompanions([alone]);
    await store.commit({ ...report, companions: [...report.companions, withStep] });
    expect(await store.companion(alone.key)).toMatchObject({ expires_at: TEN / 1000 + 1 });
    expect(await store.companion(withStep.key)).toMatchObject({ expires_at: TEN / 1000 + 60 });
    for (const { key } of report.companions)
      expect(await store.companion(key)).not.toHaveProperty('expires_at');
  });
});

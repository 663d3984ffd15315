import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { stateRow } from '../../shared/engine/keys.ts';
import { peoplePk } from '../../shared/stations/keys.ts';
import { testEngine } from '../dynamo-engine.ts';
import { storeContract } from './store-contract.ts';

const engine = await testEngine();

storeContract('on DynamoDB', async () => {
  const name = await engine.newTable();
  return {
    store: dynamoStore({ documents: engine.documents, name, aggregates, shardsPerLane: 4 }),
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

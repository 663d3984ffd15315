import { proofStore } from '../../shared/adapters/dynamo/proof.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { proofStore as memoryProofStore } from '../../shared/adapters/memory/proof.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { testEngine } from '../dynamo-engine.ts';
import { proofContract } from './proof-contract.ts';

const engine = await testEngine();

proofContract('in memory', async () => {
  const tables = emptyTables();
  return { store: memoryStore(tables), proofs: memoryProofStore(tables, aggregates) };
});

proofContract('on DynamoDB', async () => {
  const table = { documents: engine.documents, name: await engine.newTable(), aggregates, shardsPerLane: 1 };
  return { store: dynamoStore(table), proofs: proofStore(table) };
});

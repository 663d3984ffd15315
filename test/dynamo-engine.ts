import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll } from 'vitest';
import { startEngine } from '../infra/local/engine/engine.ts';
import { TIMEOUT_FACTOR } from '../infra/local/timeout-factor.ts';
import { documentClient } from '../shared/adapters/dynamo/client.ts';
import { tableShape } from '../shared/adapters/dynamo/table.ts';

/** A local DynamoDB that belongs to one test file. */
export interface TestEngine {
  readonly endpoint: string;
  readonly documents: DynamoDBDocumentClient;
  /** Creates an empty table and returns its name. */
  newTable(): Promise<string>;
}

/** Region and credentials that no real account accepts, so that a test can never reach one. */
export const localAccount = {
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

/** The project's document client, with its timeouts lengthened for slow test machines. */
export const testClient = (endpoint: string, config: DynamoDBClientConfig = {}): DynamoDBDocumentClient =>
  documentClient({ endpoint, ...localAccount, ...config }, TIMEOUT_FACTOR);

/** The command that creates a table with the project's keys and indexes. */
export const createTable = (TableName: string): CreateTableCommand =>
  new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...tableShape });

/** Starts the engine. Call it outside of any test: it is stopped after the last test of the file. */
export async function testEngine(): Promise<TestEngine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-engine-'));
  const engine = await startEngine(dataDir, () => undefined);
  const documents = testClient(engine.endpoint);
  afterAll(async () => {
    documents.destroy();
    await engine.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  let tables = 0;
  return {
    endpoint: engine.endpoint,
    documents,
    async newTable() {
      tables += 1;
      const name = `cases-${tables}`;
      await documents.send(createTable(name));
      return name;
    },
  };
}

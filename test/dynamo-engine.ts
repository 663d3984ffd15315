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

/** A DynamoDB of a test file's own. */
export interface TestEngine {
  readonly endpoint: string;
  readonly documents: DynamoDBDocumentClient;
  /** Creates an empty table and gives its name. */
  newTable(): Promise<string>;
}

/** Credentials that open nothing, so that a test can never reach a real account. */
export const nowhere = {
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

/** A client of ours that waits for a slow machine. */
export const patientClient = (endpoint: string, config: DynamoDBClientConfig = {}): DynamoDBDocumentClient =>
  documentClient({ endpoint, ...nowhere, ...config }, TIMEOUT_FACTOR);

/** The command that creates a table of ours. */
export const createTable = (TableName: string): CreateTableCommand =>
  new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...tableShape });

/** To be called outside of any test; it ends with those of its file. */
export async function testEngine(): Promise<TestEngine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-engine-'));
  const engine = await startEngine(dataDir, () => undefined);
  const documents = patientClient(engine.endpoint);
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

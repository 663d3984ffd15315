import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AwsJson, createAwsJson } from '../../infra/local/engine/aws-json.ts';
import { ensureKeyFiles, keyDirIn } from '../../infra/local/key-files.ts';
import { seed } from '../../infra/local/seed.ts';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { tableShape } from '../../shared/adapters/dynamo/table.ts';
import { DAY, fromIso, type Instant, toIso } from '../../shared/engine/calendar/instant.ts';
import { standardChannels } from '../../shared/policies/channels-content.ts';
import { startTimes } from './stack.ts';

/** A table with as many open cases as one likes. */
export interface OpenCases {
  /** An instant at which those that are `due` are due. */
  readonly dueAt: Instant;
  /** Of the case that was reported just now. */
  readonly caseId: string;
  /** Adds copies of that case that are due, by way of the endpoint. */
  addDue(count: number): Promise<void>;
}

type Item = Readonly<Record<string, { readonly S?: string }>>;

const BATCH = 25;
const AT_ONCE = 8;
/** No sweep of a bench comes so far. */
export const LATER = toIso(startTimes.day + 300 * DAY);

/** Makes the table of the local run, with its station, on an empty engine. */
export async function openCases(endpoint: string, tableName: string): Promise<OpenCases> {
  const call = createAwsJson(endpoint, TIMEOUT_FACTOR);
  await call('DynamoDB_20120810.CreateTable', {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    ...tableShape,
  });
  await seedTable(endpoint, tableName);
  const original = await newestCase(call, tableName);
  const id = original.pk?.S?.split('#').at(-1) ?? '';
  const dueAt = fromIso(original.due_sk?.S ?? '');
  if (id === '' || dueAt === undefined) throw new Error('the seeded case has no id or is not due');
  const text = JSON.stringify(original);
  let made = 0;

  /** Every mention of the case in the row becomes one of the copy; ids have one length. */
  const copy = (): Item => {
    made += 1;
    return JSON.parse(text.replaceAll(id, idOf(made, id.length)));
  };

  return {
    dueAt,
    caseId: id,
    async addDue(count) {
      let left = count;
      const worker = async (): Promise<void> => {
        while (left > 0) {
          const size = Math.min(BATCH, left);
          left -= size;
          const puts = Array.from({ length: size }, () => ({ PutRequest: { Item: copy() } }));
          await call('DynamoDB_20120810.BatchWriteItem', { RequestItems: { [tableName]: puts } });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    },
  };
}

/** An id of letters alone, since not every digit may be in one; the first letter is that of cases. */
const idOf = (number: number, length: number): string => {
  const letters = String(number).replaceAll(/\d/g, (digit) => 'bcdefghijk'[Number(digit)] ?? '');
  return `c${letters.padStart(length - 1, 'a')}`;
};

async function seedTable(endpoint: string, tableName: string): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'huiying-bench-keys-'));
  try {
    const keyDir = keyDirIn(dataDir);
    await ensureKeyFiles(keyDir, { endpoint, tableName, isEmpty: true });
    const channels = standardChannels('sink');
    await seed({ tableName, endpoint, now: startTimes.day, keyDir, dataDir, channels });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The state of the case that was reported last and not touched since. */
async function newestCase(call: AwsJson, tableName: string): Promise<Item> {
  const { Items } = (await call('DynamoDB_20120810.Scan', {
    TableName: tableName,
    FilterExpression: '#sk = :state AND #version = :one AND #type = :type',
    ExpressionAttributeNames: { '#sk': 'sk', '#version': 'version', '#type': 'type' },
    ExpressionAttributeValues: { ':state': { S: 'STATE' }, ':one': { N: '1' }, ':type': { S: 'lost-item' } },
  })) as { readonly Items: readonly Item[] };
  const [found] = Items;
  if (found === undefined) throw new Error('the seeded station has no new case');
  return found;
}

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, expect, inject, test, vi } from 'vitest';
import { getRow, type Table } from '../../shared/adapters/dynamo/rows.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { submitCase } from '../../shared/cases/intake/submit-case.ts';
import { aggregatePk, proofRow, stateRow } from '../../shared/engine/storage/keys.ts';
import type { RowKey } from '../../shared/engine/storage/row.ts';
import { registerKey } from '../../shared/register/register-key.ts';
import { startStandInKms } from '../adapters/vault/stand-in-kms.ts';
import { room, station } from '../cases/room.ts';
import { lockedBucket } from '../contract/locked-bucket.ts';
import { testEngine } from '../dynamo-engine.ts';
import { at } from '../engine/wall-clock.ts';
import { settings } from './settings.ts';

// The notary and the prover as they are deployed to AWS: bundled, with a key service and a bucket with object lock.
const engine = await testEngine();
const kms = await startStandInKms();
const bucket = await lockedBucket();
const table: Table = {
  documents: engine.documents,
  name: await engine.newTable(),
  shardsPerLane: 1,
  aggregates,
};
const environment = {
  ...settings,
  TABLE_NAME: table.name,
  KMS_KEY_ARN: 'arn:local:kms:local:0:key/one',
  NOTARY_BUCKET_NAME: 'log',
  CHECKPOINT_BUCKET_NAME: 'plain',
  AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
  AWS_ENDPOINT_URL_KMS: String(kms.config.endpoint),
  AWS_ENDPOINT_URL_S3: bucket.endpoint,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  POWERTOOLS_METRICS_DISABLED: 'true',
};
for (const [variable, value] of Object.entries(environment)) vi.stubEnv(variable, value);
afterAll(() => {
  vi.unstubAllEnvs();
  kms.close();
  bucket.close();
});

const inTime = { getRemainingTimeInMillis: () => 800_000 };

async function handlerOf(name: 'notary' | 'prove') {
  const { href } = pathToFileURL(join(inject('bundles'), name, 'index.mjs'));
  return ((await import(href)) as { handler: (event: unknown, limit: typeof inTime) => Promise<unknown> })
    .handler;
}

test('what the notary has put into a locked bucket under its key, the prover compares with the table', async () => {
  const world = await room(1, dynamoStore(table));
  const report = { place: 'b3-1', type: 'lost-item', what: '黑色手机', details: { item: 'phone' } } as const;
  const origin = { channel: 'qr', language: 'zh-CN', by: { kind: 'resident' } } as const;
  const submitted = await submitCase(world, { ...report, ...origin }, at('2026-11-23 10:00'));
  if (submitted.refusal) throw new Error(submitted.refusal.code);
  const key = keyOf(submitted.found);
  const row = await getRow(table, stateRow(key));
  const insertOf = async (place: RowKey, SequenceNumber: string) => ({
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber,
      Keys: marshall(place),
      NewImage: marshall(await getRow(table, place), { removeUndefinedValues: true }),
    },
  });
  const Records = [await insertOf(stateRow(key), '1'), await insertOf(stateRow(registerKey(station)), '2')];

  const notary = await handlerOf('notary');
  expect(await notary({ Records }, inTime)).toEqual({ batchItemFailures: [] });
  expect(kms.asked.map(({ action }) => action)).toEqual(['GenerateDataKeyWithoutPlaintext', 'Decrypt']);
  expect(kms.asked.map(({ body }) => body.EncryptionContext)).toEqual([
    { huiying: 'notary' },
    { huiying: 'notary' },
  ]);
  const [text = ''] = [...bucket.objects.values()].map(String);
  expect(JSON.parse(text).statements).toContainEqual(
    expect.objectContaining({ chain: aggregatePk(key), version: 1, head: row?.head }),
  );
  expect(bucket.requests.map((request) => request.split(' ')[0])).toEqual(['PUT']);

  await (await handlerOf('prove'))({}, inTime);
  expect(await getRow(table, proofRow(station))).toMatchObject({
    finished: true,
    stated: 2,
    statedValid: 2,
    unstated: 0,
    violationsFound: 0,
  });
  expect(bucket.objects.has('plain/head')).toBe(true);
});

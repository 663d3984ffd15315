import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, inject, test, vi } from 'vitest';
import { getRow, type Table } from '../../shared/adapters/dynamo/rows.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { HttpHandler } from '../../shared/http/api.ts';
import { startStandInKms } from '../adapters/stand-in-kms.ts';
import { room } from '../cases/room.ts';
import { testEngine } from '../dynamo-engine.ts';
import { httpEvent, lambdaContext } from '../http/event.ts';
import { reportBody } from '../http/http-api.ts';
import { settings } from './settings.ts';

// The public function as it is deployed to AWS: bundled, with a key service instead of a key file.
const engine = await testEngine();
const kms = await startStandInKms();
const table: Table = {
  documents: engine.documents,
  name: await engine.newTable(),
  shardsPerLane: 1,
  aggregates,
};
// Adds the places that residents report from.
await room(1, dynamoStore(table));
const environment = {
  ...settings,
  TABLE_NAME: table.name,
  KMS_KEY_ARN: 'arn:local:kms:local:0:key/one',
  AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
  AWS_ENDPOINT_URL_KMS: String(kms.config.endpoint),
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  POWERTOOLS_METRICS_DISABLED: 'true',
};
for (const [variable, value] of Object.entries(environment)) vi.stubEnv(variable, value);
afterAll(() => {
  vi.unstubAllEnvs();
  kms.close();
});

/** Imports the bundle under another URL, which gives a fresh module, so each call behaves like a new process. */
const coldStart = async (n: number): Promise<HttpHandler> => {
  const { href } = pathToFileURL(join(inject('bundles'), 'public', 'index.mjs'));
  return ((await import(`${href}?${n}`)) as { handler: HttpHandler }).handler;
};

test('a report is sealed under a key of the key service, and the next process gives the same answer', async () => {
  const body = reportBody({ token: 'a'.repeat(32) });
  const first = await (await coldStart(1))(httpEvent('POST /v1/cases', { body }), lambdaContext);
  expect(first.statusCode).toBe(201);
  expect(await getRow(table, { pk: 'K#texts', sk: 'KEY#1' })).toMatchObject({ wrapped: expect.any(String) });
  expect(kms.asked.map(({ action }) => action)).toEqual(['GenerateDataKeyWithoutPlaintext', 'Decrypt']);

  // The content is recognised as the same only under the same key.
  const second = await (await coldStart(2))(httpEvent('POST /v1/cases', { body }), lambdaContext);
  expect(second.statusCode).toBe(200);
  expect(JSON.parse(second.body ?? '').reference).toBe(JSON.parse(first.body ?? '').reference);
  expect(kms.asked.slice(2).map(({ action }) => action)).toEqual(['Decrypt']);
});

test('while the key service does not answer, a report is refused for now and nothing is half-kept', async () => {
  kms.failWith({ name: 'DisabledException', status: 400 });
  const body = reportBody({ token: 'b'.repeat(32) });
  const answer = await (await coldStart(3))(httpEvent('POST /v1/cases', { body }), lambdaContext);
  expect(answer.statusCode).toBe(503);
  kms.failWith(undefined);
});

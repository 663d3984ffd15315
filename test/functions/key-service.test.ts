import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, inject, test, vi } from 'vitest';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { keyPairsIn } from '../../shared/adapters/dynamo/key-pair-row.ts';
import { getRow, type Table } from '../../shared/adapters/dynamo/rows.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { ensureKeyPairs } from '../../shared/adapters/vault/key-pairs.ts';
import type { PairUse } from '../../shared/adapters/vault/key-use.ts';
import { kmsKeys } from '../../shared/adapters/vault/kms.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { HttpHandler } from '../../shared/http/api.ts';
import { startStandInKms } from '../adapters/vault/stand-in-kms.ts';
import { room, station } from '../cases/room.ts';
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
// Adds the places that residents report from, and makes the keys of their station.
await room(1, dynamoStore(table));
const maker = (use: PairUse) => kmsKeys('arn:local:kms:local:0:key/one', use, kms.config, TIMEOUT_FACTOR);
await ensureKeyPairs(station, { texts: maker('texts'), contacts: maker('contacts') }, keyPairsIn(table));
const environment = {
  ...settings,
  TABLE_NAME: table.name,
  OIDC_ISSUER: 'https://id.example.cn',
  OIDC_AUDIENCE: 'huiying',
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

/** What the key service was asked since, and for which use. */
const askedSince = (before: number) =>
  kms.asked
    .slice(before)
    .map(({ action, body }) => `${action} ${(body.EncryptionContext as { huiying: string }).huiying}`)
    .toSorted();

const report = async (handler: HttpHandler, token: string) => {
  const body = reportBody({ token: token.repeat(32) });
  const { statusCode, body: answer = '' } = await handler(
    httpEvent('POST /v1/cases', { body }),
    lambdaContext,
  );
  return { statusCode, reference: JSON.parse(answer).reference };
};

test('a report is sealed without the key service, which is asked for the keys that hash and sign, once', async () => {
  const before = kms.asked.length;
  const handler = await coldStart(1);
  const first = await report(handler, 'a');
  expect(first.statusCode).toBe(201);
  expect(await getRow(table, { pk: 'K#hashing', sk: 'KEY#1' })).toMatchObject({
    wrapped: expect.any(String),
  });
  const ofStart = [
    'Decrypt hashing',
    'Decrypt signing',
    'GenerateDataKeyWithoutPlaintext hashing',
    'GenerateDataKeyWithoutPlaintext signing',
  ];
  expect(askedSince(before)).toEqual(ofStart);
  for (const token of 'cdefghij') expect((await report(handler, token)).statusCode).toBe(201);
  expect(askedSince(before)).toEqual(ofStart);

  // The content is recognised as the same only under the same key, which the next process gets too.
  const next = kms.asked.length;
  expect(await report(await coldStart(2), 'a')).toEqual({ statusCode: 200, reference: first.reference });
  expect(askedSince(next).filter((asked) => !asked.startsWith('Decrypt'))).toEqual([]);
  expect(
    kms.asked.filter(({ body }) => JSON.stringify(body.EncryptionContext).includes('texts')),
  ).toHaveLength(1);
});

test('while the key service does not answer, a report is refused for now and nothing is half-kept', async () => {
  kms.failWith({ name: 'DisabledException', status: 400 });
  const body = reportBody({ token: 'b'.repeat(32) });
  const answer = await (await coldStart(3))(httpEvent('POST /v1/cases', { body }), lambdaContext);
  expect(answer.statusCode).toBe(503);
  kms.failWith(undefined);
});

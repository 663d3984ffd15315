import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { factIn, factItem } from '../../../shared/adapters/dynamo/history-items.ts';
import type { CaseId } from '../../../shared/cases/case.ts';
import { type CaseKey, keyOf } from '../../../shared/cases/case-key.ts';
import { nameOfKey } from '../../../shared/engine/aggregate-key.ts';
import { DAY, fromIso, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { hashFact } from '../../../shared/engine/commands/fact-chain.ts';
import { personId, stationId } from '../../../shared/engine/scope.ts';
import { aggregatePk, stateRow } from '../../../shared/engine/storage/keys.ts';
import type { Row } from '../../../shared/engine/storage/row.ts';
import { testClient } from '../../dynamo-engine.ts';
import { trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

const st1 = stationId('st1');
const { run, client } = await sharedStack();
const documents = testClient(run.endpoint);
afterAll(() => documents.destroy());
const TableName = run.tableName;
const logFile = join(run.dataDir, 'notary', 'log');

interface LoggedSegment {
  readonly statements: readonly { readonly chain: string; readonly version: number }[];
  readonly objections: readonly { readonly chain: string; readonly what: string }[];
  readonly roots?: readonly { readonly root: string }[];
}

const segments = (): readonly LoggedSegment[] =>
  readFileSync(logFile, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line.slice(line.indexOf(' ') + 1)));

const versionsOf = (key: CaseKey): readonly number[] =>
  segments()
    .flatMap(({ statements }) => statements)
    .filter(({ chain }) => chain === aggregatePk(key))
    .map(({ version }) => version);

const objectionsTo = (key: CaseKey): readonly string[] =>
  segments()
    .flatMap(({ objections }) => objections)
    .filter(({ chain }) => chain === aggregatePk(key))
    .map(({ what }) => what);

/** Reports a case and answers it. */
async function answered(n: number): Promise<CaseKey> {
  const details = { item: 'phone' };
  const body = { place: 'b03-1', type: 'lost-item', what: '黑色手机', details, token: trackingToken(n) };
  const { reference } = (await client.ask('POST /v1/cases', { body })).body;
  const bearer = await client.tokenOf('officer');
  const id = await client.idOf(reference, bearer);
  const move = { move: 'reply', expectedVersion: 1, text: '正在查看录像' };
  const { status } = await client.ask('POST /v1/office/cases/{id}/moves', {
    bearer,
    path: { id },
    body: move,
  });
  expect(status).toBe(200);
  await run.settle();
  return keyOf({ station: st1, caseId: id as CaseId });
}

/** The prover runs at midnight UTC. */
async function proofOfTheNextDay() {
  await run.settle();
  const { now } = (await (await fetch(`${run.origin}/local/clock`)).json()) as { now: string };
  const at = fromIso(now) ?? 0;
  await client.jump(Math.ceil(((Math.floor(at / DAY) + 1) * DAY - at) / MINUTE));
  await run.settle();
  const bearer = await client.tokenOf('chief');
  const { body } = await client.ask('GET /v1/office/proof', { bearer, headers: { 'accept-language': 'en' } });
  return body;
}

async function rowsOf(key: CaseKey): Promise<readonly Row[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': aggregatePk(key) },
    }),
  );
  return Items;
}

/** What somebody with rights on the table can do: every fact has another author, and every hash is right again. */
async function rewrite(key: CaseKey): Promise<void> {
  const by = { kind: 'staff', person: personId('p-somebody-else'), role: 'officer', station: st1 } as const;
  const facts = (await rowsOf(key))
    .filter(({ sk }) => String(sk).startsWith('F#'))
    .map(factIn)
    .toSorted((one, other) => one.version - other.version || one.index - other.index);
  let previousHash = '';
  for (const fact of facts) {
    const changed = { ...fact, by, previousHash };
    previousHash = hashFact(key, changed);
    const Item = factItem(key, { ...changed, hash: previousHash });
    await documents.send(new PutCommand({ TableName, Item }));
  }
  await documents.send(
    new UpdateCommand({
      TableName,
      Key: stateRow(key),
      UpdateExpression: 'SET head = :head',
      ExpressionAttributeValues: { ':head': previousHash },
    }),
  );
}

async function drop(key: CaseKey): Promise<void> {
  for (const { pk, sk } of await rowsOf(key)) {
    await documents.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
  }
}

const rootsShown = async (): Promise<readonly { day: string; station: string; root: string }[]> =>
  (await client.ask('GET /v1/roots')).body.roots;

describe('the notary of the local run', () => {
  it('states the history of the seeded station, in a file of its owner’s alone', async () => {
    await run.settle();
    const chains = segments().flatMap(({ statements }) => statements.map(({ chain }) => chain));
    expect(new Set(chains).size).toBeGreaterThan(5);
    expect(statSync(logFile).mode & 0o777).toBe(0o600);
    expect(segments().flatMap(({ objections }) => objections)).toEqual([]);
  });

  it('states each version of a case that is reported and answered, and the proof finds all as stated', async () => {
    const key = await answered(1);
    expect(versionsOf(key)).toEqual([1, 2]);
    expect(await rootsShown()).toEqual([]);
    const proof = await proofOfTheNextDay();
    expect(proof).toMatchObject({
      finished: true,
      violationsFound: 0,
      unstated: 0,
      statedValid: proof.stated,
    });
    expect(proof.stated).toBeGreaterThan(5);
  });

  it('and the prover publish a root for each day, which the log has too', async () => {
    const proof = await proofOfTheNextDay();
    const shown = await rootsShown();
    expect(shown).toHaveLength(2);
    expect(shown[0]).toEqual({ station: 'st1', day: proof.root.day, root: proof.root.root });
    expect(shown[0]?.root).not.toBe(shown[1]?.root);
    const logged = segments().flatMap(({ roots = [] }) => roots.map(({ root }) => root));
    expect(new Set(logged)).toEqual(new Set(shown.map(({ root }) => root)));
  });

  it('finds facts that were rewritten with recomputed hashes, straight in the table, and the proof names the case', async () => {
    const key = await answered(2);
    await rewrite(key);
    await run.settle();
    expect(new Set(objectionsTo(key))).toEqual(new Set(['fact-changed', 'head-replaced']));
    const { violations } = await proofOfTheNextDay();
    const ofCase = violations.filter(({ row }: { row: string }) => row === nameOfKey(key));
    expect(ofCase.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(['objection', 'rewritten']);
  });

  it('finds a whole case that was dropped, and the proof names it', async () => {
    const key = await answered(3);
    await drop(key);
    const { violations } = await proofOfTheNextDay();
    expect(violations).toContainEqual(
      expect.objectContaining({ kind: 'missing', row: nameOfKey(key), where: 'version 2', repaired: false }),
    );
    expect(objectionsTo(key)).toContain('state-removed');
  });
});

import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { ensureTextKey, keyFileIn } from '../../../infra/local/text-key.ts';
import { textItem } from '../../../shared/adapters/dynamo/history-items.ts';
import { keyCheckRow } from '../../../shared/adapters/dynamo/key-check-row.ts';
import { getRow, putRow } from '../../../shared/adapters/dynamo/rows.ts';
import { secureChance } from '../../../shared/adapters/system.ts';
import { fileKey } from '../../../shared/adapters/vault/key-source.ts';
import { vault } from '../../../shared/adapters/vault/vault.ts';
import { stationId } from '../../../shared/engine/scope.ts';
import { testEngine } from '../../dynamo-engine.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();
const engine = await testEngine();

/** A data directory with a table, as the first start leaves it. */
const started = async () => {
  const tableName = await engine.newTable();
  const keyFile = keyFileIn(newDataDir());
  const open = (isEmpty: boolean) =>
    ensureTextKey(keyFile, { endpoint: engine.endpoint, tableName, isEmpty });
  await open(true);
  return { keyFile, restart: () => open(false), table: { documents: engine.documents, name: tableName } };
};

const key = { station: stationId('st1'), kind: 'case', id: 'c1' };

/** Adds a text to the table, sealed under the key of the file. */
const addText = async ({ keyFile, table }: Awaited<ReturnType<typeof started>>): Promise<void> => {
  const address = { key, version: 1, index: 0 };
  const { sealed } = await vault(fileKey(keyFile), secureChance).seal('灯坏了', address);
  const text = { version: 1, index: 0, kind: 'what', by: { kind: 'system' }, at: 0, sealed };
  await putRow(table, textItem(key, text as Parameters<typeof textItem>[1]));
};

const refusal =
  /data-key .*The texts of this data directory cannot be read without it\. Put it back from a copy/;

describe('the key file of the local run', () => {
  it('is made once and accepted at every later start', async () => {
    const { restart } = await started();
    await restart();
    await restart();
  });

  it('that is gone is named, and no new one is made', async () => {
    const { keyFile, restart } = await started();
    rmSync(keyFile);
    await expect(restart()).rejects.toThrow(refusal);
    await expect(restart()).rejects.toThrow(`${keyFile} is gone`);
  });

  it('that holds another key is named', async () => {
    const { keyFile, restart } = await started();
    writeFileSync(keyFile, randomBytes(32));
    await expect(restart()).rejects.toThrow(`${keyFile} holds another key than the one that was used before`);
  });

  it('that holds no key is named', async () => {
    const { keyFile, restart } = await started();
    writeFileSync(keyFile, 'short');
    await expect(restart()).rejects.toThrow(`${keyFile} does not hold 32 bytes`);
  });
});

describe('a data directory of a release without a check value', () => {
  const withoutCheck = async () => {
    const run = await started();
    await addText(run);
    await engine.documents.send(new DeleteCommand({ TableName: run.table.name, Key: keyCheckRow('texts') }));
    return run;
  };

  it('gets one when the key opens a stored text', async () => {
    const { restart, table } = await withoutCheck();
    await restart();
    expect(await getRow(table, keyCheckRow('texts'))).toMatchObject({ check: expect.any(String) });
  });

  it('is refused, and gets none, when the key does not', async () => {
    const { keyFile, restart, table } = await withoutCheck();
    writeFileSync(keyFile, randomBytes(32));
    await expect(restart()).rejects.toThrow(refusal);
    expect(await getRow(table, keyCheckRow('texts'))).toBeUndefined();
  });
});

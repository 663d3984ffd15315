import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { keyFileOf, publicKeyFileOf } from '../../../infra/key-file.ts';
import { ensureKeyFiles, keyDirIn } from '../../../infra/local/key-files.ts';
import { publicHalf } from '../../../shared/adapters/vault/key-files.ts';
import { type KeyUse, keyUses, pairUses } from '../../../shared/adapters/vault/key-use.ts';
import { testEngine } from '../../dynamo-engine.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();
const engine = await testEngine();

/** A data directory with a table, as the first start leaves it. */
const started = async () => {
  const tableName = await engine.newTable();
  const keyDir = keyDirIn(newDataDir());
  const open = (isEmpty: boolean) =>
    ensureKeyFiles(keyDir, { endpoint: engine.endpoint, tableName, isEmpty });
  await open(true);
  return { keyDir, tableName, restart: () => open(false) };
};

/** What is lost without the file of each use. */
const sentences: Readonly<Record<KeyUse, string>> = {
  texts: 'The texts of this data directory cannot be read without it.',
  contacts: 'Nobody who reported in this data directory can be reached without it.',
  commands: 'Moves of staff that were sent before are not recognised without it.',
  hashing: 'Reports that were sent before are not recognised without it.',
  signing: 'Receipts of this data directory cannot be verified without it.',
  phones: 'Cases of this data directory cannot be found by telephone without it.',
  webhooks: 'Other systems take the signatures of this data directory for false without it.',
  notary: 'The log of the notary cannot be verified without it.',
};
const cure = 'Put it back from a copy, or start with --fresh, which deletes all data.';

describe('the key files of the local run', () => {
  it('are made once, one for each use, and accepted at every later start', async () => {
    const { keyDir, restart } = await started();
    const keys = () => keyUses.map((use) => readFileSync(keyFileOf(keyDir, use)).toString('hex'));
    const first = keys();
    expect(new Set(first).size).toBe(keyUses.length);
    await restart();
    await restart();
    expect(keys()).toEqual(first);
  });

  it('are closed to other users', async () => {
    const { keyDir } = await started();
    for (const use of keyUses) expect(statSync(keyFileOf(keyDir, use)).mode & 0o077).toBe(0);
    expect(statSync(keyDir).mode & 0o077).toBe(0);
  });

  it('have the public half beside those that open what others seal', async () => {
    const { keyDir, restart } = await started();
    rmSync(publicKeyFileOf(keyDir, 'texts'));
    await restart();
    for (const use of pairUses) {
      const half = publicHalf(readFileSync(keyFileOf(keyDir, use)));
      expect(readFileSync(publicKeyFileOf(keyDir, use))).toEqual(Buffer.from(half));
    }
  });
});

describe.each(keyUses)('the key file of %s', (use) => {
  it('that is gone is named, and no new one is made', async () => {
    const { keyDir, restart } = await started();
    const path = keyFileOf(keyDir, use);
    rmSync(path);
    const sentence = `${path} is gone. ${sentences[use]} ${cure}`;
    await expect(restart()).rejects.toThrow(sentence);
    await expect(restart()).rejects.toThrow(sentence);
    expect(existsSync(path)).toBe(false);
  });

  it('that holds another key is named', async () => {
    const { keyDir, restart } = await started();
    const path = keyFileOf(keyDir, use);
    writeFileSync(path, randomBytes(32));
    await expect(restart()).rejects.toThrow(
      `${path} holds another key than the one that was used before. ${sentences[use]} ${cure}`,
    );
  });

  it('that holds no key is named', async () => {
    const { keyDir, restart } = await started();
    writeFileSync(keyFileOf(keyDir, use), 'short');
    await expect(restart()).rejects.toThrow(`${keyFileOf(keyDir, use)} does not hold 32 bytes`);
  });

  it('is refused where the table has lost its check value', async () => {
    const { keyDir, tableName, restart } = await started();
    await engine.documents.send(
      new DeleteCommand({ TableName: tableName, Key: { pk: `K#FILE#${use}`, sk: 'CHECK#1' } }),
    );
    await expect(restart()).rejects.toThrow(`${keyFileOf(keyDir, use)} holds another key`);
  });
});

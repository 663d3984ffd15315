import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { TIMEOUT_FACTOR } from '../../../infra/local/timeout-factor.ts';
import { keyCheckIn, keyCheckRow } from '../../../shared/adapters/dynamo/key-check-row.ts';
import { getRow, putRow, type Table } from '../../../shared/adapters/dynamo/rows.ts';
import { wrappedKeyIn, wrappedKeyRow } from '../../../shared/adapters/dynamo/wrapped-key-row.ts';
import { checkedKey, WrongKey } from '../../../shared/adapters/vault/checked-key.ts';
import { secretUses } from '../../../shared/adapters/vault/key-use.ts';
import { kmsKeys } from '../../../shared/adapters/vault/kms.ts';
import { type KeyService, storedKey } from '../../../shared/adapters/vault/stored-key.ts';
import { aggregates } from '../../../shared/aggregates.ts';
import { Unavailable } from '../../../shared/engine/storage/store-errors.ts';
import { testEngine } from '../../dynamo-engine.ts';
import { startStandInKms } from './stand-in-kms.ts';

const row = { pk: 'K#hashing', sk: 'KEY#1' };
const checkRow = keyCheckRow(row);
const engine = await testEngine();
const kms = await startStandInKms();
afterAll(() => kms.close());

const newTable = async (): Promise<Table> => ({
  documents: engine.documents,
  name: await engine.newTable(),
  aggregates,
  shardsPerLane: 1,
});

/** A key service that wraps by inverting bytes, and counts its calls. */
const turning = () => {
  const asked: string[] = [];
  const turned = (bytes: Uint8Array) => Uint8Array.from(bytes, (byte) => byte ^ 0xff);
  const service: KeyService = {
    async newWrappedKey() {
      asked.push('new');
      return Buffer.from(turned(randomBytes(32))).toString('base64');
    },
    async unwrap(wrapped) {
      asked.push('unwrap');
      return turned(Buffer.from(wrapped, 'base64'));
    },
  };
  return { service, asked };
};

describe('the stored key', () => {
  it('is made once and is the same in every later call', async () => {
    const table = await newTable();
    const { service, asked } = turning();
    const first = await storedKey(service, wrappedKeyIn(table, 'hashing')).key();
    expect(first).toHaveLength(32);
    expect(await storedKey(service, wrappedKeyIn(table, 'hashing')).key()).toEqual(first);
    expect(asked).toEqual(['new', 'unwrap', 'unwrap']);
  });

  it('is one key even when eight functions need it first at the same moment', async () => {
    const table = await newTable();
    const { service } = turning();
    const keys = await Promise.all(
      Array.from({ length: 8 }, () => storedKey(service, wrappedKeyIn(table, 'hashing')).key()),
    );
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
  });

  it('is stored wrapped, never in plain', async () => {
    const table = await newTable();
    const key = await storedKey(turning().service, wrappedKeyIn(table, 'hashing')).key();
    const kept = JSON.stringify(await getRow(table, row));
    expect(kept).toContain('"wrapped":');
    expect(kept).not.toContain(Buffer.from(key).toString('base64'));
  });

  it('is never replaced, not even where its row cannot be read', async () => {
    const table = await newTable();
    await putRow(table, { ...row, wrapped: 7 });
    const { service, asked } = turning();
    await expect(storedKey(service, wrappedKeyIn(table, 'hashing')).key()).rejects.toThrow('does not read');
    expect(asked).toEqual([]);
    expect(await getRow(table, row)).toMatchObject({ wrapped: 7 });
  });
});

describe('the key check', () => {
  const key = (byte: number) => ({ key: async () => new Uint8Array(32).fill(byte) });

  it('lets the key pass that was used first, also for eight functions that need it at once', async () => {
    const place = keyCheckIn(await newTable(), row);
    const keys = await Promise.all(Array.from({ length: 8 }, () => checkedKey(key(1), place).key()));
    expect(new Set(keys.map((bytes) => bytes[0]))).toEqual(new Set([1]));
    expect((await checkedKey(key(1), place).key())[0]).toBe(1);
  });

  it('lets no other key pass, neither to seal nor to open, and changes nothing', async () => {
    const table = await newTable();
    await checkedKey(key(1), keyCheckIn(table, row)).key();
    const before = await getRow(table, checkRow);
    await expect(checkedKey(key(2), keyCheckIn(table, row)).key()).rejects.toThrow(WrongKey);
    // To residents it is an outage: what they sent is kept on their telephone and sent again.
    await expect(checkedKey(key(2), keyCheckIn(table, row)).key()).rejects.toThrow(Unavailable);
    expect(await getRow(table, checkRow)).toEqual(before);
  });

  it('does not contain the key', async () => {
    const table = await newTable();
    const master = randomBytes(32);
    await checkedKey({ key: async () => master }, keyCheckIn(table, row)).key();
    const kept = JSON.stringify(await getRow(table, checkRow));
    for (const form of ['hex', 'base64', 'base64url'] as const) {
      expect(kept).not.toContain(master.toString(form));
    }
  });

  it('that cannot be read is an error and lets no key pass', async () => {
    const table = await newTable();
    await putRow(table, { ...checkRow, check: 7 });
    await expect(checkedKey(key(1), keyCheckIn(table, row)).key()).rejects.toThrow('does not read');
  });

  it('keeps a lost wrapped key from being replaced by a new one', async () => {
    const [table, restored] = [await newTable(), await newTable()];
    const { service, asked } = turning();
    const checked = (of: Table) =>
      checkedKey(storedKey(service, wrappedKeyIn(of, 'hashing')), keyCheckIn(of, row));
    await checked(table).key();
    await putRow(restored, (await getRow(table, checkRow)) ?? {});
    await expect(checked(restored).key()).rejects.toThrow('the wrapped key is gone from the table');
    expect(asked.filter((one) => one === 'new')).toHaveLength(1);
    expect(await getRow(restored, row)).toBeUndefined();
  });

  it('is written for the key of an earlier release', async () => {
    const table = await newTable();
    const { service } = turning();
    const first = await storedKey(service, wrappedKeyIn(table, 'hashing')).key();
    expect(
      await checkedKey(storedKey(service, wrappedKeyIn(table, 'hashing')), keyCheckIn(table, row)).key(),
    ).toEqual(first);
    expect(await getRow(table, checkRow)).toMatchObject({ check: expect.any(String) });
  });
});

describe('the key service', () => {
  it('makes a key that it alone can unwrap, bound to its purpose', async () => {
    const service = kmsKeys('arn:local:kms:local:0:key/one', 'hashing', kms.config, TIMEOUT_FACTOR);
    const wrapped = await service.newWrappedKey();
    expect(await service.unwrap(wrapped)).toHaveLength(32);
    const [made, opened] = kms.asked.slice(-2);
    expect(made).toMatchObject({ action: 'GenerateDataKeyWithoutPlaintext', body: { KeySpec: 'AES_256' } });
    for (const asked of [made, opened]) {
      expect(asked?.body).toMatchObject({
        KeyId: 'arn:local:kms:local:0:key/one',
        EncryptionContext: { huiying: 'hashing' },
      });
    }
  });

  it('unwraps no key for another purpose', async () => {
    const wrapped = await kmsKeys('key', 'phones', kms.config, TIMEOUT_FACTOR).newWrappedKey();
    const opening = kmsKeys('key', 'hashing', kms.config, TIMEOUT_FACTOR).unwrap(wrapped);
    await expect(opening).rejects.toThrow(Unavailable);
  });

  it.each([
    ['refuses', 'AccessDeniedException', 400],
    ['has had its key disabled', 'DisabledException', 400],
    ['fails', 'KMSInternalException', 500],
  ])(
    'that %s makes everything under the key unavailable, and says why as the cause',
    async (_, name, status) => {
      kms.failWith({ name, status });
      const service = kmsKeys('key', 'texts', { ...kms.config, maxAttempts: 1 }, TIMEOUT_FACTOR);
      for (const asked of [service.newWrappedKey(), service.newPair(), service.unwrap('AA==')]) {
        const error = await asked.catch((caught: unknown) => caught);
        expect(error).toBeInstanceOf(Unavailable);
        expect(error).toMatchObject({ cause: { name } });
      }
      kms.failWith(undefined);
    },
  );

  it('and the table together give every process the same key', async () => {
    const table = await newTable();
    const ask = () =>
      storedKey(kmsKeys('key', 'hashing', kms.config, TIMEOUT_FACTOR), wrappedKeyIn(table, 'hashing')).key();
    expect(await ask()).toEqual(await ask());
  });
});

describe('each use', () => {
  it('has rows of its own for its key and its check value', () => {
    const rows = secretUses.flatMap((use) => [wrappedKeyRow(use), keyCheckRow(wrappedKeyRow(use))]);
    expect(new Set(rows.map(({ pk, sk }) => `${pk} ${sk}`)).size).toBe(2 * secretUses.length);
  });
});

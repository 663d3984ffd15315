import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { TIMEOUT_FACTOR } from '../../../infra/local/timeout-factor.ts';
import { keyCheckRow } from '../../../shared/adapters/dynamo/key-check-row.ts';
import { keyPairRow, keyPairsIn } from '../../../shared/adapters/dynamo/key-pair-row.ts';
import { getRow, type NamedTable, putRow } from '../../../shared/adapters/dynamo/rows.ts';
import { WrongKey } from '../../../shared/adapters/vault/checked-key.ts';
import {
  filePairMaker,
  filePairOpener,
  fileSecrets,
  publicHalf,
  readKeyFile,
} from '../../../shared/adapters/vault/key-files.ts';
import {
  ensureKeyPairs,
  type PairMaker,
  privateKeysIn,
  publicKeysIn,
} from '../../../shared/adapters/vault/key-pairs.ts';
import { type PairUse, pairUses } from '../../../shared/adapters/vault/key-use.ts';
import { kmsKeys } from '../../../shared/adapters/vault/kms.ts';
import { stationOpener } from '../../../shared/adapters/vault/opener.ts';
import { joseSealer } from '../../../shared/adapters/vault/sealer.ts';
import type { KeyService } from '../../../shared/adapters/vault/stored-key.ts';
import { causeName } from '../../../shared/engine/error-name.ts';
import { stationId } from '../../../shared/engine/scope.ts';
import { Unavailable } from '../../../shared/engine/storage/store-errors.ts';
import { firstText } from '../../cases/text-address.ts';
import { testEngine } from '../../dynamo-engine.ts';
import { startStandInKms } from './stand-in-kms.ts';

const engine = await testEngine();
const kms = await startStandInKms();
const folder = await mkdtemp(join(tmpdir(), 'huiying-keys-'));
afterAll(async () => {
  kms.close();
  await rm(folder, { recursive: true });
});

const station = stationId('st1');
const [first, second] = ['c'.repeat(26), 'd'.repeat(26)];
const addressOf = (id: string, where = station) => ({
  key: { station: where, kind: 'case', id },
  ...firstText,
});
const address = addressOf(first);

const newTable = async (): Promise<NamedTable> => ({
  documents: engine.documents,
  name: await engine.newTable(),
});

/** A key service: what makes the pairs of a use, and what opens them. */
interface Service {
  readonly maker: (use: PairUse) => PairMaker;
  readonly opener: (use: PairUse) => Pick<KeyService, 'unwrap'>;
}

const kmsService: Service = {
  maker: (use) => kmsKeys('key', use, kms.config, TIMEOUT_FACTOR),
  opener: (use) => kmsKeys('key', use, kms.config, TIMEOUT_FACTOR),
};

/** The files of one machine, each use with its own. */
const fileService = async (): Promise<Service> => {
  const dir = await mkdtemp(join(folder, 'files-'));
  for (const use of pairUses) {
    const key = randomBytes(32);
    await writeFile(join(dir, use), key);
    await writeFile(join(dir, `${use}.pub`), publicHalf(key));
  }
  return {
    maker: (use) => filePairMaker(join(dir, `${use}.pub`)),
    opener: (use) => filePairOpener(join(dir, use)),
  };
};

const ensure = (table: NamedTable, service: Service, where = station) =>
  ensureKeyPairs(
    where,
    { texts: service.maker('texts'), contacts: service.maker('contacts') },
    keyPairsIn(table),
  );

const sealerOf = (table: NamedTable) => joseSealer(publicKeysIn(keyPairsIn(table)));
const openerOf = (table: NamedTable, service: Service, use: PairUse = 'texts') =>
  stationOpener(
    use === 'texts' ? 'station' : 'contacts',
    privateKeysIn(use, keyPairsIn(table), service.opener(use)),
  );

const seal = async (table: NamedTable, at = address) => {
  const sealer = sealerOf(table);
  const to = await sealer.stationRecipients(at.key.station, ['station', 'contacts']);
  return (await sealer.seal('灯坏了', at, to)).sealed;
};

describe.each([
  ['KMS', kmsService],
  ['files', await fileService()],
])('the pairs of a station, made by %s', (_, service) => {
  it('are made once and are the same for all who need them at once', async () => {
    const table = await newTable();
    await Promise.all(Array.from({ length: 8 }, () => ensure(table, service)));
    const sealed = await seal(table);
    await ensure(table, service);
    expect(await openerOf(table, service).open(sealed, address)).toMatchObject({ text: '灯坏了' });
    expect(await openerOf(table, service, 'contacts').open(sealed, address)).toMatchObject({
      text: '灯坏了',
    });
  });

  it('differ for each station and each use, and open nothing of another', async () => {
    const table = await newTable();
    const other = stationId('st2');
    await ensure(table, service);
    await ensure(table, service, other);
    const keys = publicKeysIn(keyPairsIn(table));
    const all = await Promise.all(
      [station, other].flatMap((where) => pairUses.map((use) => keys.of(use, where))),
    );
    expect(new Set(all).size).toBe(4);
    const wrong = privateKeysIn('contacts', keyPairsIn(table), service.opener('contacts'));
    await expect(stationOpener('station', wrong).open(await seal(table), address)).rejects.toThrow();
  });

  it('are stored without any readable private half', async () => {
    const table = await newTable();
    await ensure(table, service);
    const row = await getRow(table, keyPairRow('texts', station));
    expect(Object.keys(row ?? {}).toSorted()).toEqual(['pk', 'publicKey', 'sk', 'wrapped']);
    expect(row?.publicKey).toMatch(/^[\w-]{44}$/);
  });

  it('are not made anew where one is gone', async () => {
    const table = await newTable();
    await ensure(table, service);
    await engine.documents.send(
      new DeleteCommand({ TableName: table.name, Key: keyPairRow('texts', station) }),
    );
    await expect(ensure(table, service)).rejects.toThrow(WrongKey);
    await expect(seal(table)).rejects.toThrow('the pair of keys is gone from the table');
    expect(await getRow(table, keyPairRow('texts', station))).toBeUndefined();
  });

  it('that were exchanged are neither sealed to nor opened with', async () => {
    const [table, foreign] = [await newTable(), await newTable()];
    await ensure(table, service);
    await ensure(foreign, service);
    await putRow(table, (await getRow(foreign, keyPairRow('texts', station))) ?? {});
    await expect(seal(table)).rejects.toThrow(WrongKey);
    await expect(ensure(table, service)).rejects.toThrow(WrongKey);
    // To residents it is an outage: what they sent is kept on their telephone and sent again.
    await expect(seal(table)).rejects.toThrow(Unavailable);
  });

  it('whose halves do not belong together open nothing', async () => {
    const table = await newTable();
    await ensure(table, service);
    const sealed = await seal(table);
    const { wrapped } = await service.maker('texts').newPair();
    await putRow(table, { ...(await getRow(table, keyPairRow('texts', station))), wrapped });
    await expect(openerOf(table, service).open(sealed, address)).rejects.toThrow('do not belong together');
  });

  it('whose making was interrupted before the check value are completed', async () => {
    const table = await newTable();
    await ensure(table, service);
    const check = keyCheckRow(keyPairRow('texts', station));
    await engine.documents.send(new DeleteCommand({ TableName: table.name, Key: check }));
    await expect(seal(table)).rejects.toThrow('the station has no keys yet');
    await ensure(table, service);
    expect(await openerOf(table, service).open(await seal(table), address)).toMatchObject({ text: '灯坏了' });
  });

  it('are missing for a station that was not entered, so that nothing is sealed to nobody', async () => {
    await expect(seal(await newTable())).rejects.toThrow(Unavailable);
  });

  it('whose row cannot be read are an error and are not replaced', async () => {
    const table = await newTable();
    await putRow(table, { ...keyPairRow('texts', station), publicKey: 7 });
    await expect(ensure(table, service)).rejects.toThrow('does not read');
    expect(await getRow(table, keyPairRow('texts', station))).toMatchObject({ publicKey: 7 });
  });
});

describe('the key service', () => {
  it('is not asked for a text: once for each private key that a process opens with, and never to seal', async () => {
    const table = await newTable();
    await ensure(table, kmsService);
    const before = kms.asked.length;
    const sealer = sealerOf(table);
    const opener = openerOf(table, kmsService);
    for (const id of [first, second, 'e'.repeat(26)]) {
      const to = await sealer.stationRecipients(station, ['station', 'contacts']);
      const { sealed } = await sealer.seal('灯坏了', addressOf(id), to);
      expect(kms.asked.length - before).toBeLessThanOrEqual(1);
      expect(await opener.open(sealed, addressOf(id))).toMatchObject({ text: '灯坏了' });
    }
    expect(kms.asked.slice(before).map(({ action }) => action)).toEqual(['Decrypt']);
  });

  it('makes a pair bound to its purpose, whose private half nobody has seen', async () => {
    await kmsService.maker('contacts').newPair();
    expect(kms.asked.at(-1)).toMatchObject({
      action: 'GenerateDataKeyPairWithoutPlaintext',
      body: { KeyPairSpec: 'ECC_NIST_P256', EncryptionContext: { huiying: 'contacts' } },
    });
  });

  it('unwraps no pair for another purpose', async () => {
    const { wrapped } = await kmsService.maker('texts').newPair();
    await expect(kmsService.opener('contacts').unwrap(wrapped)).rejects.toThrow(Unavailable);
  });
});

describe('a key file', () => {
  const written = async (content: string | Uint8Array) => {
    const path = join(await mkdtemp(join(folder, 'one-')), 'key');
    await writeFile(path, content);
    return path;
  };
  const key = randomBytes(32);

  it.each([
    ['raw', key],
    ['base64', key.toString('base64')],
    ['a line of base64', `${key.toString('base64')}\n`],
  ])('may hold the key as %s', async (_, content) => {
    expect(Buffer.from(await readKeyFile(await written(content)))).toEqual(key);
  });

  it.each(['', 'short', 'x'.repeat(100)])(
    'that holds something else is refused without being quoted: %j',
    async (content) => {
      const error = await readKeyFile(await written(content)).catch((caught: unknown) => caught);
      expect(error).toMatchObject({
        message: expect.stringMatching(/^\/.* does not hold 32 bytes, raw or as base64$/),
      });
    },
  );

  it('wraps secrets that it alone unwraps', async () => {
    const [own, other] = [await written(key), await written(randomBytes(32))];
    const wrapped = await fileSecrets(own).newWrappedKey();
    expect(await fileSecrets(own).unwrap(wrapped)).toHaveLength(32);
    await expect(fileSecrets(other).unwrap(wrapped)).rejects.toThrow(WrongKey);
  });

  it('that is gone is a key service that does not answer, and the cause says why', async () => {
    const wrapped = await fileSecrets(await written(randomBytes(32))).newWrappedKey();
    const error = await fileSecrets(join(folder, 'gone'))
      .unwrap(wrapped)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Unavailable);
    expect(causeName(error)).toBe('ENOENT');
  });

  it('of the public half makes pairs and opens none, not even its own', async () => {
    const publicPath = await written(publicHalf(key));
    const { wrapped } = await filePairMaker(publicPath).newPair();
    await expect(filePairOpener(publicPath).unwrap(wrapped)).rejects.toThrow(WrongKey);
    await expect(fileSecrets(publicPath).unwrap(wrapped)).rejects.toThrow(WrongKey);
    await filePairOpener(await written(key)).unwrap(wrapped);
  });
});

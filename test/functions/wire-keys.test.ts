import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pairMakersOf, privateKeysOf, secretKeyOf } from '../../functions/wire-keys.ts';
import { keyFileOf, publicKeyFileOf } from '../../infra/key-file.ts';
import { keyPairsIn } from '../../shared/adapters/dynamo/key-pair-row.ts';
import { publicHalf, readKeyFile } from '../../shared/adapters/vault/key-files.ts';
import { ensureKeyPairs } from '../../shared/adapters/vault/key-pairs.ts';
import { type KeyUse, keyUses, pairUses, secretUses } from '../../shared/adapters/vault/key-use.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { testEngine } from '../dynamo-engine.ts';
import { temporaryDirectories } from '../local/runtime/temporary-directory.ts';

const engine = await testEngine();
const station = stationId('st1');

/** The key files of one machine, all of them; a function is told some. */
const keyDir = temporaryDirectories()();
for (const use of keyUses) writeFileSync(keyFileOf(keyDir, use), randomBytes(32));

/** The environment of a function that has these uses and no other. */
const grant = (...uses: readonly KeyUse[]): void => {
  for (const use of uses) vi.stubEnv(`KEY_FILE_${use.toUpperCase()}`, keyFileOf(keyDir, use));
};
afterEach(() => vi.unstubAllEnvs());

const newTable = async () => ({ documents: engine.documents, name: await engine.newTable() });

describe('a function on one machine', () => {
  it.each(secretUses)('that is told every file but that of %s does not have that key', async (use) => {
    grant(...keyUses.filter((one) => one !== use));
    expect(() => secretKeyOf(use, { documents: engine.documents, name: 'any' })).toThrow(
      `the key file of ${use}`,
    );
  });

  it.each(pairUses)('that is told every file but that of %s opens nothing of it', async (use) => {
    grant(...keyUses.filter((one) => one !== use));
    vi.stubEnv(`KEY_FILE_${use.toUpperCase()}_PUBLIC`, publicKeyFileOf(keyDir, use));
    expect(() => privateKeysOf(use, { documents: engine.documents, name: 'any' })).toThrow(
      `the key file of ${use}`,
    );
  });

  it('cannot use the file of one purpose for another', async () => {
    const table = await newTable();
    grant('hashing');
    await secretKeyOf('hashing', table).key();
    vi.stubEnv('KEY_FILE_HASHING', keyFileOf(keyDir, 'signing'));
    await expect(secretKeyOf('hashing', table).key()).rejects.toThrow('does not hold the key');
  });

  it('makes the pairs of a station with public halves alone, and another opens them', async () => {
    const table = await newTable();
    for (const use of pairUses) {
      const half = publicHalf(await readKeyFile(keyFileOf(keyDir, use)));
      writeFileSync(publicKeyFileOf(keyDir, use), half);
      vi.stubEnv(`KEY_FILE_${use.toUpperCase()}_PUBLIC`, publicKeyFileOf(keyDir, use));
    }
    await ensureKeyPairs(station, pairMakersOf(), keyPairsIn(table));
    vi.unstubAllEnvs();
    grant('texts');
    expect((await privateKeysOf('texts', table).of(station)).type).toBe('private');
    expect(() => pairMakersOf()).toThrow('the key file of texts');
  });
});

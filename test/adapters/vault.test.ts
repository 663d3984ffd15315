import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededChance } from '../../shared/adapters/memory/seeded-system.ts';
import { secureChance } from '../../shared/adapters/system.ts';
import { fileKey, type KeySource } from '../../shared/adapters/vault/key-source.ts';
import { vault } from '../../shared/adapters/vault/vault.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { stationId } from '../../shared/engine/scope.ts';
import type { Sealed, TextAddress } from '../../shared/engine/secrets/sealed.ts';

const WORDS = '三楼有人吵架，电话 13800138000';
const key = keyOf({ station: stationId('st1'), caseId: 'caaaaaaaaaaaaaaaaaaaaaaaaa' as CaseId });
const address: TextAddress = { key, version: 1, index: 0 };

const keyOfBytes = (bytes: Uint8Array): KeySource => ({ masterKey: async () => bytes });
const master = randomBytes(32);
const safe = vault(keyOfBytes(master), secureChance);

describe('a sealed text', () => {
  it.each(['', WORDS, 'x'.repeat(2000), '\u{1F6D7}'])('opens as it was: %j', async (text) => {
    const { sealed } = await safe.seal(text, address);
    expect(await safe.open(sealed, address)).toBe(text);
    expect(await vault(keyOfBytes(master), secureChance).open(sealed, address)).toBe(text);
  });

  it('reveals nothing of its content, and is different each time', async () => {
    const [first, second] = [await safe.seal(WORDS, address), await safe.seal(WORDS, address)];
    expect(JSON.stringify(first)).not.toContain('13800138000');
    for (const part of ['wrappedKey', 'nonce', 'ciphertext'] as const)
      expect(first.sealed[part]).not.toBe(second.sealed[part]);
    expect(first.commitment).not.toBe(second.commitment);
  });

  it.each([
    ['station', { ...address, key: keyOf({ station: stationId('st2'), caseId: key.id }) }],
    [
      'case',
      { ...address, key: keyOf({ station: key.station, caseId: 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as CaseId }) },
    ],
    ['version', { ...address, version: 2 }],
    ['row', { ...address, index: 1 }],
  ])('does not open at another %s', async (_, elsewhere) => {
    const { sealed } = await safe.seal(WORDS, address);
    await expect(safe.open(sealed, elsewhere)).rejects.toThrow();
  });

  it('does not open after a single bit was changed anywhere', async () => {
    const { sealed } = await safe.seal(WORDS, address);
    for (const part of ['wrappedKey', 'nonce', 'ciphertext'] as const) {
      const bytes = Buffer.from(sealed[part] ?? '', 'base64url');
      for (let at = 0; at < bytes.length; at += 1) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 1;
        const tampered: Sealed = { ...sealed, [part]: changed.toString('base64url') };
        await expect(safe.open(tampered, address)).rejects.toThrow();
      }
    }
  });

  it('does not open cut short, its tag included', async () => {
    const { sealed } = await safe.seal(WORDS, address);
    for (const part of ['wrappedKey', 'nonce', 'ciphertext'] as const) {
      const short = Buffer.from(sealed[part] ?? '', 'base64url')
        .subarray(0, -1)
        .toString('base64url');
      await expect(safe.open({ ...sealed, [part]: short }, address)).rejects.toThrow();
    }
  });

  it('does not open under another master key', async () => {
    const { sealed } = await safe.seal(WORDS, address);
    await expect(vault(keyOfBytes(randomBytes(32)), secureChance).open(sealed, address)).rejects.toThrow();
  });

  it('is erased with its key', async () => {
    const { wrappedKey: _, ...erased } = (await safe.seal(WORDS, address)).sealed;
    expect(await safe.open(erased, address)).toBeUndefined();
  });

  it('repeats under a seed, so that a simulated run can be repeated whole', async () => {
    const seeded = () => vault(keyOfBytes(master), seededChance(7)).seal(WORDS, address);
    expect(await seeded()).toEqual(await seeded());
  });
});

describe('a commitment', () => {
  it('cannot be guessed from the text alone, since its salt is sealed with it', async () => {
    const { commitment } = await safe.seal('yes', address);
    expect(commitment).toMatch(/^[\w-]{43}$/);
    expect(commitment).not.toBe(createHash('sha256').update('yes').digest('base64url'));
  });
});

describe('a keyed hash', () => {
  it('is equal for equal texts and for no others', async () => {
    expect(await safe.keyedHash(WORDS)).toBe(await safe.keyedHash(WORDS));
    expect(await safe.keyedHash(WORDS)).not.toBe(await safe.keyedHash(`${WORDS} `));
  });

  it('reveals nothing without the key', async () => {
    const other = vault(keyOfBytes(randomBytes(32)), secureChance);
    expect(await other.keyedHash(WORDS)).not.toBe(await safe.keyedHash(WORDS));
    expect(await safe.keyedHash(WORDS)).not.toBe(createHash('sha256').update(WORDS).digest('base64url'));
  });
});

describe('a key file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huiying-key-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const written = async (content: string | Uint8Array) => {
    const path = join(folder, 'key');
    await writeFile(path, content);
    return fileKey(path);
  };

  it.each([
    ['raw', master],
    ['base64', master.toString('base64')],
    ['a line of base64', `${master.toString('base64')}\n`],
  ])('may hold the key as %s', async (_, content) => {
    expect(Buffer.from(await (await written(content)).masterKey())).toEqual(master);
  });

  it.each(['', 'short', 'x'.repeat(100)])(
    'that holds something else is refused without being quoted: %j',
    async (content) => {
      const error = await (await written(content)).masterKey().catch((caught: unknown) => caught);
      expect(error).toMatchObject({
        message: expect.stringMatching(/^\/.* does not hold 32 bytes, raw or as base64$/),
      });
    },
  );

  it('that could not be read is read again', async () => {
    let asked = 0;
    const late: KeySource = {
      async masterKey() {
        asked += 1;
        if (asked === 1) throw new Error('not mounted yet');
        return master;
      },
    };
    const patient = vault(late, secureChance);
    await expect(patient.keyedHash(WORDS)).rejects.toThrow('not mounted yet');
    expect(await patient.keyedHash(WORDS)).toBe(await safe.keyedHash(WORDS));
    await patient.keyedHash(WORDS);
    expect(asked).toBe(2);
  });
});

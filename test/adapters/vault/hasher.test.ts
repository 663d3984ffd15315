import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hasher } from '../../../shared/adapters/vault/hasher.ts';
import type { KeySource } from '../../../shared/adapters/vault/key-source.ts';

const WORDS = '三楼有人吵架，电话 13800138000';
const keyOfBytes = (bytes: Uint8Array): KeySource => ({ key: async () => bytes });
const master = randomBytes(32);
const own = hasher(keyOfBytes(master));

describe('a keyed hash', () => {
  it('is equal for equal texts and for no others', async () => {
    expect(await own.keyedHash(WORDS)).toBe(await hasher(keyOfBytes(master)).keyedHash(WORDS));
    expect(await own.keyedHash(WORDS)).not.toBe(await own.keyedHash(`${WORDS} `));
  });

  it('reveals nothing without the key', async () => {
    const other = hasher(keyOfBytes(randomBytes(32)));
    expect(await other.keyedHash(WORDS)).not.toBe(await own.keyedHash(WORDS));
    expect(await own.keyedHash(WORDS)).not.toBe(createHash('sha256').update(WORDS).digest('base64url'));
  });

  it('asks for a key that could not be had again, and then once', async () => {
    let asked = 0;
    const late: KeySource = {
      async key() {
        asked += 1;
        if (asked === 1) throw new Error('not mounted yet');
        return master;
      },
    };
    const patient = hasher(late);
    await expect(patient.keyedHash(WORDS)).rejects.toThrow('not mounted yet');
    expect(await patient.keyedHash(WORDS)).toBe(await own.keyedHash(WORDS));
    await patient.keyedHash(WORDS);
    expect(asked).toBe(2);
  });
});

import { randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, compactVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { derivedSigner } from '../../shared/adapters/signer/derived-signer.ts';
import { stationId } from '../../shared/engine/scope.ts';

const st1 = stationId('st1');
const st2 = stationId('st2');
const master = new Uint8Array(32).fill(7);
const signerOf = (bytes: Uint8Array) => derivedSigner({ key: async () => bytes });
const claims = { reference: '1000004', at: '2026-11-23T02:00:00.000Z' };

describe('a signed document', () => {
  it('is a JWS that any library verifies with the published key, whose id is its thumbprint', async () => {
    const signer = signerOf(randomBytes(32));
    const key = { ...(await signer.publicKey(st1)) };
    const document = await signer.sign(st1, 'receipt', claims);
    const { payload, protectedHeader } = await compactVerify(document, await importJWK(key));
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual(claims);
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: key.kid, typ: 'huiying-receipt-v1+jwt' });
    expect(key.kid).toBe(await calculateJwkThumbprint(key));
  });

  it('is the same each time, in whatever order its claims are given, also after a restart', async () => {
    const first = await signerOf(master).sign(st1, 'progress', claims);
    const turned = Object.fromEntries(Object.entries(claims).toReversed());
    expect(await signerOf(master).sign(st1, 'progress', turned)).toBe(first);
  });

  it('of an earlier release is the same in this one', async () => {
    // A fixed value. If it changes, documents that were already handed out no longer match newly derived ones.
    expect(await signerOf(master).sign(st1, 'receipt', claims)).toBe(
      [
        'eyJhbGciOiJFZERTQSIsImtpZCI6IjZVTndWazQ4azBnUWhETkJKeUNaYlBSdklxQlRubWdsMTNuS2o3MDcyZmsiLCJ0eXAiOiJodWl5aW5nLXJlY2VpcHQtdjErand0In0',
        'eyJhdCI6IjIwMjYtMTEtMjNUMDI6MDA6MDAuMDAwWiIsInJlZmVyZW5jZSI6IjEwMDAwMDQifQ',
        '0LxyqVttXQsKZkl0t09o8Bf9ZQGQnlZy0NHsQY5v5mCPF-qCMQXQqoERYvvDZ14ub5vEMnEfGwddbBrNer7sDQ',
      ].join('.'),
    );
  });
});

describe('a key', () => {
  it('is another one for each station and for each key', async () => {
    const keys = await Promise.all([
      signerOf(master).publicKey(st1),
      signerOf(master).publicKey(st2),
      signerOf(randomBytes(32)).publicKey(st1),
    ]);
    expect(new Set(keys.map(({ x }) => x)).size).toBe(3);
    expect(keys.map(({ station }) => station)).toEqual(['st1', 'st2', 'st1']);
  });

  it('does not reveal its private part', async () => {
    const shown = await signerOf(master).publicKey(st1);
    expect(Object.keys(shown).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'station', 'use', 'x']);
  });

  it('that could not be derived because the key was unavailable is derived again later', async () => {
    let asked = 0;
    const signer = derivedSigner({
      async key() {
        asked += 1;
        if (asked === 1) throw new Error('not mounted yet');
        return master;
      },
    });
    await expect(signer.publicKey(st1)).rejects.toThrow('not mounted yet');
    expect((await signer.publicKey(st1)).station).toBe('st1');
  });
});

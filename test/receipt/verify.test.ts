import { beforeAll, describe, expect, it } from 'vitest';
import { derivedSigner } from '../../shared/adapters/signer/derived-signer.ts';
import type { DocumentKind } from '../../shared/engine/secrets/signed-document.ts';
import { type CheckingKey, checkProgress, checkReceipt, keysIn } from '../../shared/receipt/verify.ts';
import { elsewhere, station } from '../cases/room.ts';
import { type HttpApi, http, reported } from '../http/http-api.ts';
import { claimsOf } from './decoded.ts';

/** A case with a receipt and four progress statements, a second case, and the published keys. */
interface Trail {
  readonly rig: HttpApi;
  readonly receipt: string;
  readonly progress: readonly string[];
  readonly other: { readonly receipt: string; readonly progress: readonly string[] };
  readonly keys: readonly CheckingKey[];
}

async function documentsOf(rig: HttpApi, words: string) {
  const { token, id, receipt } = await reported(rig, { what: words });
  const turns = [
    { move: 'acknowledge' },
    { move: 'reply', text: '已在看监控' },
    { move: 'reply', text: '还在看监控' },
  ];
  for (const [index, turn] of turns.entries()) {
    const body = { expectedVersion: index + 1, ...turn };
    await rig.as('officer', 'POST /v1/office/cases/{id}/moves', { path: { id }, body });
  }
  await rig.ask('POST /v1/track/{token}/messages', { path: { token }, body: { text: '谢谢' } });
  const { body: shown } = await rig.ask('GET /v1/track/{token}', { path: { token } });
  return { receipt: String(receipt.receipt), progress: shown.progress as readonly string[] };
}

let trail: Trail;
beforeAll(async () => {
  const rig = await http();
  const mine = await documentsOf(rig, '黑色手机，落在电梯里了');
  const other = await documentsOf(rig, '一串钥匙');
  const { body } = await rig.ask('GET /.well-known/jwks.json');
  trail = { rig, ...mine, other, keys: keysIn(body) ?? [] };
});

const receiptFault = async (document: string) => (await checkReceipt(document, trail.keys)).fault;
const chainFault = async (documents: readonly string[], receipt = trail.receipt) =>
  (await checkProgress(documents, claimsOf(receipt), trail.keys)).fault;

/** The documents in which no fault is found. */
async function holding(documents: readonly string[], faultOf: (document: string) => Promise<unknown>) {
  const held: string[] = [];
  for (const document of documents) if ((await faultOf(document)) === undefined) held.push(document);
  return held;
}

/** Copies of the document, each with another one of its bits flipped. */
const oneBitOff = (document: string): readonly string[] =>
  [...document].flatMap((character, at) =>
    Array.from({ length: 8 }, (_, bit) => {
      const turned = String.fromCharCode(character.charCodeAt(0) ^ (1 << bit));
      return document.slice(0, at) + turned + document.slice(at + 1);
    }),
  );

/** A document with changed claims under a valid signature of its own. */
const forged = (
  document: string,
  kind: DocumentKind,
  changed: object,
  by = trail.rig.world.signer,
  as = station,
) => by.sign(as, kind, { ...claimsOf(document), ...changed });

const stranger = derivedSigner({ key: async () => new Uint8Array(32).fill(8) });

describe('a receipt', () => {
  it('holds, and says what was promised', async () => {
    const { claims } = await checkReceipt(trail.receipt, trail.keys);
    expect(claims).toEqual(claimsOf(trail.receipt));
    expect(claims).toMatchObject({ station, respondBy: '2026-11-23T04:00:00.000Z' });
  });

  it('does not hold with one bit changed, wherever it is', async () => {
    expect(await holding(oneBitOff(trail.receipt), receiptFault)).toEqual([]);
  });

  it('does not hold with its end spelled otherwise, though it decodes to the same signature', async () => {
    const last = trail.receipt.at(-1) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const sibling = alphabet[alphabet.indexOf(last) + 1] ?? '';
    for (const end of [sibling, `${last}=`, `${last}\n`, `${last} `, `${last}.`, `${last}AA`]) {
      expect(await receiptFault(trail.receipt.slice(0, -1) + end), JSON.stringify(end)).toBeDefined();
    }
  });

  it('does not hold under the key of another system', async () => {
    const theirs = await stranger.publicKey(station);
    expect((await checkReceipt(trail.receipt, [theirs])).fault).toBe('unknown-key');
    const { kid } = await trail.rig.world.signer.publicKey(station);
    expect((await checkReceipt(trail.receipt, [{ ...theirs, kid }])).fault).toBe('bad-signature');
    expect(await receiptFault(await forged(trail.receipt, 'receipt', {}, stranger))).toBe('unknown-key');
  });

  it('does not hold when another station signed it in our name', async () => {
    const theirs = await forged(trail.receipt, 'receipt', {}, trail.rig.world.signer, elsewhere);
    expect(await receiptFault(theirs)).toBe('other-station');
    const ownName = await forged(
      trail.receipt,
      'receipt',
      { station: elsewhere },
      trail.rig.world.signer,
      elsewhere,
    );
    expect(await receiptFault(ownName)).toBeUndefined();
  });

  it.each(['none', 'HS256', 'RS256'])('does not hold unsigned or signed by another way: %s', async (alg) => {
    const [head = '', body, signature] = trail.receipt.split('.');
    const header = { ...JSON.parse(Buffer.from(head, 'base64url').toString()), alg };
    const spoiled = Buffer.from(JSON.stringify(header)).toString('base64url');
    for (const end of [signature, ''])
      expect(await receiptFault([spoiled, body, end].join('.'))).toBe('not-a-document');
  });

  it.each(['', 'x', '..', 'a.b', 'a.b.c', 'a.b.c.d', '\u{1F4DC}', '{}'])(
    'is not just anything: %j',
    async (document) => {
      expect(await receiptFault(document)).toBe('not-a-document');
    },
  );

  it('is no document of another kind, though the station signed the same claims', async () => {
    expect(await receiptFault(await forged(trail.receipt, 'progress', {}))).toBe('not-a-document');
    expect(await chainFault([await forged(trail.progress[0] ?? '', 'receipt', {})])).toBe('not-a-document');
  });

  it('is no progress statement, and a progress statement is no receipt', async () => {
    expect(await receiptFault(trail.progress[0] ?? '')).toBe('not-a-document');
    expect(await chainFault([trail.receipt])).toBe('not-a-document');
  });
});

describe('the progress statements', () => {
  const seqs = [0, 1, 2, 3];

  it('hold, all together and up to any of them', async () => {
    expect(trail.progress).toHaveLength(seqs.length);
    for (const end of [0, ...seqs.map((seq) => seq + 1)]) {
      const { claims } = await checkProgress(
        trail.progress.slice(0, end),
        claimsOf(trail.receipt),
        trail.keys,
      );
      expect(claims).toEqual(trail.progress.slice(0, end).map(claimsOf));
    }
  });

  it.each([0, 3])('do not hold with one bit changed in number %i', async (seq) => {
    const spoiled = oneBitOff(trail.progress[seq] ?? '');
    expect(await holding(spoiled, (document) => chainFault(trail.progress.with(seq, document)))).toEqual([]);
  });

  it.each(seqs.slice(0, -1))('do not hold with number %i left out', async (seq) => {
    expect(await chainFault(trail.progress.toSpliced(seq, 1))).toBe('broken-chain');
  });

  it.each(seqs.slice(0, -1))('do not hold with number %i and the next one swapped', async (seq) => {
    const [one = '', next = ''] = trail.progress.slice(seq, seq + 2);
    expect(await chainFault(trail.progress.toSpliced(seq, 2, next, one))).toBe('broken-chain');
  });

  it.each(seqs)('do not hold with number %i there twice', async (seq) => {
    expect(await chainFault(trail.progress.toSpliced(seq, 0, trail.progress[seq] ?? ''))).toBe(
      'broken-chain',
    );
  });

  it('do not hold with one that another system or station signed', async () => {
    const [first = '', ...rest] = trail.progress;
    expect(await chainFault([await forged(first, 'progress', {}, stranger), ...rest])).toBe('unknown-key');
    const elsewhereStatement = await forged(first, 'progress', {}, trail.rig.world.signer, elsewhere);
    expect(await chainFault([elsewhereStatement, ...rest])).toBe('other-station');
    const foreign = { station: elsewhere };
    const named = await forged(first, 'progress', foreign, trail.rig.world.signer, elsewhere);
    expect(await chainFault([named, ...rest])).toBe('other-case');
  });

  it('do not hold when the station itself signs one anew with other claims', async () => {
    const earlier = { at: '2026-11-23T02:01:00.000Z' };
    for (const seq of seqs.slice(0, -1)) {
      const rewritten = await forged(trail.progress[seq] ?? '', 'progress', earlier);
      expect(await chainFault(trail.progress.with(seq, rewritten))).toBe('broken-chain');
    }
  });

  it('do not hold with a number that is not their own', async () => {
    const renumbered = await forged(trail.progress.at(-1) ?? '', 'progress', { seq: 9 });
    expect(await chainFault(trail.progress.with(-1, renumbered))).toBe('broken-chain');
  });

  it('do not follow on the receipt of another case', async () => {
    expect(await chainFault(trail.progress, trail.other.receipt)).toBe('other-case');
    expect(await chainFault([...trail.progress.slice(0, 1), ...trail.other.progress.slice(1)])).toBe(
      'other-case',
    );
  });
});

describe('a list of keys', () => {
  it('may hold others, which are passed over', async () => {
    const rsa = { kty: 'RSA', n: 'x', e: 'AQAB', kid: 'r' };
    expect(keysIn({ keys: [rsa, ...trail.keys, null] })).toEqual(trail.keys);
  });

  it.each([undefined, '', [], {}, { keys: 'x' }])('is not just anything: %j', async (list) => {
    expect(keysIn(list)).toBeUndefined();
  });
});

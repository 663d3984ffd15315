import { EncryptJWT, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { tickets } from '../../shared/adapters/tickets.ts';
import { derivedKey } from '../../shared/adapters/vault/derived-key.ts';
import { MINUTE, SECOND } from '../../shared/engine/calendar/instant.ts';
import { at } from '../engine/wall-clock.ts';

const keyed = (byte: number) => tickets({ key: async () => new Uint8Array(32).fill(byte) });
const ours = keyed(7);
const now = at('2026-11-23 10:00');
const until = now + 10 * MINUTE;
const claims = {
  posters: { place: 'b3-1', all: false, jti: 'A'.repeat(32) },
  return: { path: '/t/secret?lang=en' },
} as const;
const issued = (kind: keyof typeof claims, from = ours) => from.issue(kind, claims[kind], until);

describe.each([
  ['posters', 'return'],
  ['return', 'posters'],
] as const)('a ticket: %s', (kind, other) => {
  it('opens as it was issued until its time, and is expired from then on', async () => {
    const ticket = await issued(kind);
    for (const moment of [now, until - 1]) {
      expect(await ours.open(kind, ticket, moment)).toMatchObject(claims[kind]);
    }
    expect(await ours.open(kind, ticket, until)).toBe('expired');
  });

  it('opens only for its own kind, under its own key and unchanged', async () => {
    const ticket = await issued(kind);
    const key = derivedKey(new Uint8Array(32).fill(7), `huiying ${kind} ticket key 1`);
    const exp = until / SECOND;
    const strangers = [
      await issued(other),
      await issued(kind, keyed(8)),
      ticket.slice(0, -1),
      ...ticket
        .split('.')
        .map((part, index, parts) =>
          parts.with(index, `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}`).join('.'),
        ),
      ...['', 'b3-1', '....', '..', `x.${'y'.repeat(500)}`],
      // Tickets under our own key that would open if `aud`, `typ`, `exp` and the algorithm were not checked.
      await signed({ aud: other, exp }, { alg: 'HS256', typ: `${kind}+jwt` }, key),
      await signed({ aud: kind, exp }, { alg: 'HS256', typ: `${other}+jwt` }, key),
      await signed({ aud: kind }, { alg: 'HS256', typ: `${kind}+jwt` }, key),
      await encrypted({ aud: other, exp }, `${kind}+jwt`, key),
      await encrypted({ aud: kind, exp }, `${other}+jwt`, key),
      await encrypted({ aud: kind }, `${kind}+jwt`, key),
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${ticket.split('.')[1]}.`,
    ];
    for (const stranger of strangers) expect(await ours.open(kind, stranger, now)).toBeUndefined();
  });
});

const signed = (payload: object, header: { readonly alg: string; readonly typ: string }, key: Uint8Array) =>
  new SignJWT({ ...payload }).setProtectedHeader(header).sign(key);
const encrypted = (payload: object, typ: string, key: Uint8Array) =>
  new EncryptJWT({ ...payload }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ }).encrypt(key);

describe('a return', () => {
  it('does not reveal where it leads', async () => {
    const parts = (await issued('return')).split('.');
    expect(parts.map((part) => Buffer.from(part, 'base64url').toString('latin1')).join()).not.toMatch(
      /secret|path/,
    );
  });
});

describe('a key that is unavailable', () => {
  it('is an error of the service, and the ticket does not count as forged', async () => {
    const keyless = tickets({ key: async () => Promise.reject(new Error('no key')) });
    await expect(keyless.open('posters', await issued('posters'), now)).rejects.toThrow('no key');
  });
});

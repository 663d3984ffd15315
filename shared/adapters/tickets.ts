import { type Instant, SECOND } from '../engine/calendar/instant.ts';
import type { TicketClaims, Tickets } from '../engine/secrets/tickets.ts';
import { once } from './once.ts';
import { derivedKey } from './vault/derived-key.ts';
import type { KeySource } from './vault/key-source.ts';

/** Tickets as JSON Web Tokens; those that others get to see are encrypted. The library is loaded on first use. */
export function tickets(source: KeySource): Tickets {
  const tools = once(async () => {
    const [jose, useKey] = await Promise.all([import('jose'), source.key()]);
    return { ...jose, keyOf: (kind: string) => derivedKey(useKey, `huiying ${kind} ticket key 1`) };
  });
  return {
    async issue(kind, claims, until) {
      const { SignJWT, EncryptJWT, keyOf } = await tools();
      const payload = { ...claims, aud: kind, exp: Math.floor(until / SECOND) };
      const typ = `${kind}+jwt`;
      return kind === 'posters'
        ? new SignJWT(payload).setProtectedHeader({ alg: 'HS256', typ }).sign(keyOf(kind))
        : new EncryptJWT(payload)
            .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ })
            .encrypt(keyOf(kind));
    },
    async open<Kind extends keyof TicketClaims>(kind: Kind, ticket: string, now: Instant) {
      const { jwtVerify, jwtDecrypt, errors, keyOf } = await tools();
      const expected = {
        algorithms: ['HS256'],
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        typ: `${kind}+jwt`,
        audience: kind,
        requiredClaims: ['exp'],
        currentDate: new Date(now),
      };
      try {
        const { payload } = await (kind === 'posters'
          ? jwtVerify<TicketClaims[Kind]>(ticket, keyOf(kind), expected)
          : jwtDecrypt<TicketClaims[Kind]>(ticket, keyOf(kind), expected));
        return payload;
      } catch (error) {
        if (error instanceof errors.JWTExpired) return 'expired';
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}

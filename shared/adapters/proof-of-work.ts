import * as z from 'zod/mini';
import type { ProofOfWork } from '../cases/intake/proof-of-work.ts';
import type { TrustReason } from '../cases/trust-reason.ts';
import { fromIso, HOUR, type Instant, toIso } from '../engine/calendar/instant.ts';
import { once } from './once.ts';
import { derivedKey } from './vault/derived-key.ts';
import type { KeySource } from './vault/key-source.ts';

/** As long as somebody may take over a form. Kept in an outbox for longer, a report goes without. */
const VALID = 2 * HOUR;
/** A proof that was used up is remembered longer than it is valid, by what two clocks may differ. */
const REMEMBERED = 1 * HOUR;

/** A fifth of a second in a browser on a desk, a second or two on an old telephone; a third of a millisecond here. */
const ALGORITHM = 'PBKDF2/SHA-256';
const COST = 1000;
const COUNTER_MAX = 1000;

const parametersShape = z.object({
  algorithm: z.literal(ALGORITHM),
  cost: z.literal(COST),
  data: z.object({ place: z.string(), until: z.string() }),
  keyLength: z.literal(32),
  keyPrefix: z.string(),
  nonce: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  salt: z.string(),
});

const proofShape = z.object({
  challenge: z.object({ parameters: parametersShape, signature: z.string() }),
  solution: z.object({ counter: z.int(), derivedKey: z.string() }),
});

/**
 * Work that costs one reporter nothing and a flood its pace (ALTCHA, version 2). Its key is derived from the master
 * key under a label of its own, so there is no further secret to keep. The library is loaded when it is first needed.
 */
export function proofOfWork(source: KeySource): ProofOfWork {
  const tools = once(async () => {
    const [{ createChallenge, randomInt, verifySolution }, { deriveKey }, master] = await Promise.all([
      import('altcha-lib'),
      import('altcha-lib/algorithms/pbkdf2'),
      source.masterKey(),
    ]);
    return { createChallenge, randomInt, verifySolution, deriveKey, secret: secretFrom(master) };
  });
  return {
    async challenge(place, now) {
      const { createChallenge, randomInt, deriveKey, secret } = await tools();
      const challenge = await createChallenge({
        algorithm: ALGORITHM,
        cost: COST,
        counter: randomInt(COUNTER_MAX),
        // Ours rather than the library's own expiry, which looks at a clock by itself.
        data: { place, until: toIso(now + VALID) },
        deriveKey,
        hmacSignatureSecret: secret,
      });
      return JSON.stringify(challenge);
    },

    async check(proof, place, now) {
      const read = proofShape.safeParse(unpacked(proof));
      if (!read.success) return { trustReason: 'wrong-proof' };
      const { verifySolution, deriveKey, secret } = await tools();
      const { verified } = await verifySolution({ ...read.data, deriveKey, hmacSignatureSecret: secret });
      if (!verified) return { trustReason: 'wrong-proof' };
      const { nonce, data } = read.data.challenge.parameters;
      const until = fromIso(data.until) ?? 0;
      const usedOnce = { nonce, expiresAt: until + REMEMBERED };
      const trustReason = trustReasonAbout(data.place, until, place, now);
      return trustReason === undefined ? { usedOnce } : { trustReason };
    },
  };
}

function trustReasonAbout(
  madeFor: string,
  until: Instant,
  place: string,
  now: Instant,
): TrustReason | undefined {
  if (until < now) return 'expired-proof';
  return madeFor === place ? undefined : 'foreign-proof';
}

/** Anything at all may stand in a field. */
function unpacked(proof: string): unknown {
  try {
    return JSON.parse(Buffer.from(proof, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}

const secretFrom = (master: Uint8Array): string =>
  Buffer.from(derivedKey(master, 'huiying proof-of-work key 1')).toString('base64url');

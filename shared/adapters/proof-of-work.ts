import * as z from 'zod/mini';
import type { ProofOfWork } from '../cases/intake/proof-of-work.ts';
import type { TrustReason } from '../cases/trust-reason.ts';
import { fromIso, HOUR, type Instant, toIso } from '../engine/calendar/instant.ts';
import { onFirstUse } from '../engine/on-first-use.ts';
import { once } from './once.ts';
import { derivedKey } from './vault/derived-key.ts';
import type { KeySource } from './vault/key-source.ts';

/**
 * How long a challenge is valid, which is the time to fill in a form. A report kept in the browser's outbox for longer
 * is sent without a proof.
 */
const VALID = 2 * HOUR;
/** A used proof is remembered longer than it is valid, because clocks may differ. */
const REMEMBERED = 1 * HOUR;

/** Solving takes 0.2 s in a desktop browser and 1 to 2 s on an old phone; verifying takes 0.3 ms here. */
const ALGORITHM = 'PBKDF2/SHA-256';
const COST = 1000;
const COUNTER_MAX = 1000;

const parametersShape = onFirstUse(() =>
  z.object({
    algorithm: z.literal(ALGORITHM),
    cost: z.literal(COST),
    data: z.object({ place: z.string(), until: z.string() }),
    keyLength: z.literal(32),
    keyPrefix: z.string(),
    nonce: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
    salt: z.string(),
  }),
);

const proofShape = onFirstUse(() =>
  z.object({
    challenge: z.object({ parameters: parametersShape(), signature: z.string() }),
    solution: z.object({ counter: z.int(), derivedKey: z.string() }),
  }),
);

/**
 * Proof of work (ALTCHA, version 2), which slows down floods of reports and is hardly noticed by one reporter. Its key
 * is derived from the key of signing under a label of its own, so it is no further secret to keep. The library is loaded
 * on first use.
 */
export function proofOfWork(source: KeySource): ProofOfWork {
  const tools = once(async () => {
    const [{ createChallenge, randomInt, verifySolution }, { deriveKey }, useKey] = await Promise.all([
      import('altcha-lib'),
      import('altcha-lib/algorithms/pbkdf2'),
      source.key(),
    ]);
    return { createChallenge, randomInt, verifySolution, deriveKey, secret: secretFrom(useKey) };
  });
  return {
    async challenge(place, now) {
      const { createChallenge, randomInt, deriveKey, secret } = await tools();
      const challenge = await createChallenge({
        algorithm: ALGORITHM,
        cost: COST,
        counter: randomInt(COUNTER_MAX),
        // Not the library's own expiry, which reads the machine's clock instead of `now`.
        data: { place, until: toIso(now + VALID) },
        deriveKey,
        hmacSignatureSecret: secret,
      });
      return JSON.stringify(challenge);
    },

    async check(proof, place, now) {
      const read = proofShape().safeParse(unpacked(proof));
      if (!read.success) return { trustReason: 'wrong-proof' };
      const { verifySolution, deriveKey, secret } = await tools();
      const { verified } = await verifySolution({ ...read.data, deriveKey, hmacSignatureSecret: secret });
      if (!verified) return { trustReason: 'wrong-proof' };
      const { nonce, data } = read.data.challenge.parameters;
      const until = fromIso(data.until) ?? 0;
      const usedOnce = { nonce, expiresAt: until + REMEMBERED };
      const trustReason = trustReasonFor(data.place, until, place, now);
      return trustReason === undefined ? { usedOnce } : { trustReason };
    },
  };
}

function trustReasonFor(
  madeFor: string,
  until: Instant,
  place: string,
  now: Instant,
): TrustReason | undefined {
  if (until < now) return 'expired-proof';
  return madeFor === place ? undefined : 'foreign-proof';
}

/** The field may hold any text. */
function unpacked(proof: string): unknown {
  try {
    return JSON.parse(Buffer.from(proof, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}

const secretFrom = (useKey: Uint8Array): string =>
  Buffer.from(derivedKey(useKey, 'huiying proof-of-work key 1')).toString('base64url');

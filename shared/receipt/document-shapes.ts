import * as z from 'zod/mini';
import { caseTypes } from '../cases/case-type.ts';
import { promiseKinds } from '../cases/clock-kinds.ts';

const instant = z.iso.datetime();
const reference = z.string().check(z.regex(/^[0-9]{7}$/));
const hash = z.string().check(z.regex(/^[\w-]{43}$/));

/** An Ed25519 key bound to one station. Other members of the JWK are ignored. */
export const publicKeyShape = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: hash,
  kid: z.string(),
  station: z.string(),
});

/** `ReceiptClaims` as parsed from a signed document. */
export const receiptShape = z.strictObject({
  iss: z.url(),
  station: z.string(),
  reference,
  type: z.enum(caseTypes),
  receivedAt: instant,
  respondBy: instant,
  mayMove: z.optional(z.literal(true)),
  policyVersion: z.string(),
  written: hash,
  record: hash,
});

const promise = z.enum(promiseKinds);

/** `ProgressClaims` as parsed from a signed document. Codes that only a later release knows are accepted unchanged. */
export const progressShape = z.strictObject({
  station: z.string(),
  reference,
  seq: z.int(),
  at: instant,
  what: z.string(),
  by: z.optional(z.string()),
  status: z.string(),
  promise: z.optional(promise),
  met: z.optional(z.array(promise)),
  promised: z.optional(z.partialRecord(promise, instant)),
  mayMove: z.optional(z.array(promise)),
  record: hash,
  previous: hash,
});

import * as z from 'zod/mini';
import { caseTypes } from '../cases/case-type.ts';
import { promiseKinds } from '../engine/clocks/clock.ts';

const instant = z.iso.datetime();
const reference = z.string().check(z.regex(/^[0-9]{7}$/));
const hash = z.string().check(z.regex(/^[\w-]{43}$/));

/** Ed25519, and bound to one station; whatever else is said of the key is of no concern here. */
export const publicKeyShape = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: hash,
  kid: z.string(),
  station: z.string(),
});

/** What `ReceiptClaims` says, as it comes out of a signed paper. */
export const receiptShape = z.strictObject({
  iss: z.url(),
  station: z.string(),
  reference,
  type: z.enum(caseTypes),
  receivedAt: instant,
  respondBy: instant,
  policyVersion: z.string(),
  written: hash,
  record: hash,
});

const promise = z.enum(promiseKinds);

/** What `MilestoneClaims` says. Codes of a later release than this one are read as they are. */
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
  record: hash,
  previous: hash,
});

import * as z from 'zod/mini';
import { violationKinds } from '../../engine/proof/proof.ts';
import { instant, reference } from './answers.ts';

const count = z.int().check(z.minimum(0));

const violation = z
  .strictObject({
    kind: z.enum(violationKinds),
    what: z.string(),
    row: z.string(),
    reference: z.optional(reference),
    /** Where in a history it begins. */
    where: z.optional(z.string()),
    repaired: z.boolean(),
  })
  .check(z.meta({ id: 'Violation' }));

/** Everything is counted as it was found; `repaired` of the violations were set right at once. */
const proven = z
  .strictObject({
    proven: z.literal(true),
    startedAt: instant,
    at: instant,
    /** Otherwise not everything was looked at yet, and the next run carries on. */
    finished: z.boolean(),
    open: count,
    armed: count,
    indexed: count,
    parked: count,
    messages: count,
    messagesArmed: count,
    chains: count,
    chainsValid: count,
    violationsFound: count,
    repaired: count,
    /** The first of them. */
    violations: z.array(violation),
  })
  .check(z.meta({ id: 'Proof' }));

export const proof = z.union([proven, z.strictObject({ proven: z.literal(false) })]);

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
    /** The version at which the violation begins in the case's history. */
    where: z.optional(z.string()),
    repaired: z.boolean(),
  })
  .check(z.meta({ id: 'Violation' }));

/** Counts are from before any repair; `repaired` is the number of violations that were repaired at once. */
const proven = z
  .strictObject({
    proven: z.literal(true),
    startedAt: instant,
    at: instant,
    /** False while rows remain unchecked; the next run continues there. */
    finished: z.boolean(),
    open: count,
    armed: count,
    indexed: count,
    parked: count,
    messages: count,
    messagesArmed: count,
    chains: count,
    chainsValid: count,
    /** Recorded reads of secret cases, and those of them that are as written and follow the read before. */
    reads: count,
    readsValid: count,
    violationsFound: count,
    repaired: count,
    /** The first violations; `violationsFound` counts all. */
    violations: z.array(violation),
  })
  .check(z.meta({ id: 'Proof' }));

export const proof = z.union([proven, z.strictObject({ proven: z.literal(false) })]);

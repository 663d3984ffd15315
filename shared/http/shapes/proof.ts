import * as z from 'zod/mini';
import { proofCovers, proofReasons, violationKinds } from '../../engine/proof/proof.ts';
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
    /** Why it was made: every day, or because somebody asked for it. */
    why: z.enum(proofReasons),
    /**
     * What was looked at: everything that is kept, or what is open or due, what changed since the proof before, and what was
     * wrong in it. The counts are of that; `open`, `armed` and `indexed` count every open case in both, but for one of which on
     * a day neither the due index nor the notary nor the proof before knows: that is counted with everything.
     */
    covers: z.enum(proofCovers),
    /** When the newest proof of everything began that came to its end. */
    everythingAt: z.optional(instant),
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
    /** Recorded reads of secret cases and of helpers' tasks, and those of them that are as written and follow the read before. */
    reads: count,
    readsValid: count,
    /** Histories and logs of reads that the notary's log names, and those that are in the table as stated there. */
    stated: count,
    statedValid: count,
    /** Those of which the log lacks something that is older than an hour. */
    unstated: count,
    /** One hash over the heads of all histories and logs of reads, as the log gave them at the beginning of the day. */
    root: z.optional(z.strictObject({ day: z.iso.date(), chains: count, root: z.string() })),
    /**
     * Since when (`since`) statements of the notary are void, how many of the station's (`statements`), and when (`at`) an
     * operator put on record last that the table was restored.
     */
    restored: z.optional(z.strictObject({ since: instant, at: instant, statements: count })),
    violationsFound: count,
    repaired: count,
    /** The first violations; `violationsFound` counts all. */
    violations: z.array(violation),
  })
  .check(z.meta({ id: 'Proof' }));

export const proof = z.union([proven, z.strictObject({ proven: z.literal(false) })]);

/** A proof that was asked for. Its result is at the address once `at` there is not before `askedAt` here. */
export const askedProof = z
  .strictObject({
    askedAt: instant,
    /** From when on another one can be asked for; until then the answer is the same. */
    nextFrom: instant,
    result: z.literal('/v1/office/proof'),
  })
  .check(z.meta({ id: 'AskedProof' }));

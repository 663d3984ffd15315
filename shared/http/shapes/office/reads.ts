import * as z from 'zod/mini';
import { secretParts } from '../../../cases/reading/record-read.ts';
import { roles } from '../../../engine/scope.ts';
import { instant } from '../answers.ts';
import { optional, person } from './parts.ts';

const read = z
  .strictObject({
    /** From 1, without gaps. */
    number: z.int(),
    at: instant,
    person,
    role: z.enum(roles),
    /** What was shown. */
    what: z.array(z.enum(secretParts)),
    /** The photo that was shown. */
    photo: optional(z.string()),
    /** The text that was shown, as the case names it; absent for several at once, as before December 2026. */
    text: optional(z.strictObject({ version: z.int(), index: z.int() })),
    /** The id of the request, as the logs name it. */
    request: z.string(),
    /** Covers this read and the hash of the read before. */
    hash: z.string(),
  })
  .check(z.meta({ id: 'Read' }));

/** Who read what of a case, newest first. `before` continues with earlier reads. */
export const reads = z.strictObject({ reads: z.array(read), before: optional(z.int()) });

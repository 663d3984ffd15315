import * as z from 'zod/mini';
import type { EventType } from './event-type.ts';
import { caseId, code, count, instant, station } from './ids.ts';

const version = 1;

/** Something happened to a case. Which case and what, by name; whoever may know more reads the case itself. */
export const caseFactRecorded = {
  name: 'CaseFactRecorded',
  version,
  promise:
    'Sent at least once for each fact after it was committed, in no order: `version` and `index` order the facts ' +
    'of a case, and together with `caseId` tell a repeat.',
  detail: z.strictObject({
    schemaVersion: z.literal(version),
    station,
    caseId,
    version: count,
    index: count,
    at: instant,
    fact: code,
  }),
} as const satisfies EventType<z.ZodMiniType>;

export type CaseFactRecorded = z.output<typeof caseFactRecorded.detail>;

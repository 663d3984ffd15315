import * as z from 'zod/mini';
import type { EventType } from './event-type.ts';
import { code, count, id, instant, kind, station } from './ids.ts';

const version = 1;

/**
 * A fact was recorded for an aggregate such as a case. The event holds the aggregate's key and the fact's name; a
 * receiver with permission reads the rest.
 */
export const factRecorded = {
  name: 'FactRecorded',
  version,
  promise:
    'Sent at least once for each fact after it was committed, in no order: `version` and `index` order the facts ' +
    'of one aggregate, and together with `kind` and `id` tell a repeat.',
  detail: z.strictObject({
    schemaVersion: z.literal(version),
    station,
    kind,
    id,
    version: count,
    index: count,
    at: instant,
    fact: code,
  }),
} as const satisfies EventType<z.ZodMiniType>;

export type FactRecorded = z.output<typeof factRecorded.detail>;

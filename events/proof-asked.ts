import * as z from 'zod/mini';
import type { EventType } from './event-type.ts';
import { instant, station } from './ids.ts';

const version = 1;

/** A station asked for a proof now. Who asked stands in the table. */
export const proofAsked = {
  name: 'ProofAsked',
  version,
  promise: 'Sent at least once for each request for a proof, of which there is one in a quarter of an hour.',
  detail: z.strictObject({ schemaVersion: z.literal(version), station, at: instant }),
} as const satisfies EventType<z.ZodMiniType>;

export type ProofAsked = z.output<typeof proofAsked.detail>;

import * as z from 'zod/mini';
import type { EventType } from './event-type.ts';
import { batch, caseId, count, localDay, responsible, station } from './ids.ts';

const version = 1;
const common = { schemaVersion: z.literal(version), station, attempt: count };

/** One message is due: about a case, the morning brief of a role, or one for many cases that came at once. */
export const deliveryOffered = {
  name: 'DeliveryOffered',
  version,
  promise:
    'Sent for each message when it is due, and again until it is settled; several may name the same attempt. ' +
    'It is an offer and no order: whoever takes it must claim the attempt in the table first.',
  detail: z.discriminatedUnion('about', [
    z.strictObject({ ...common, about: z.literal('case'), caseId, version: count, index: count }),
    z.strictObject({ ...common, about: z.literal('brief'), day: localDay, responsible }),
    z.strictObject({ ...common, about: z.literal('batch'), batch, since: count }),
  ]),
} as const satisfies EventType<z.ZodMiniType>;

export type DeliveryOffered = z.output<typeof deliveryOffered.detail>;

import * as z from 'zod/mini';
import type { EventType } from './event-type.ts';
import { batch, count, id, kind, localDay, responsible, station } from './ids.ts';

const version = 1;
const common = { schemaVersion: z.literal(version), station, attempt: count };

/** One message is due: about an aggregate such as a case, the morning brief of a role, or one message for a batch. */
export const deliveryOffered = {
  name: 'DeliveryOffered',
  version,
  promise:
    'Sent for each message when it is due, and again until it is settled; several may name the same attempt. ' +
    'It is an offer: the receiving function must claim the attempt in the table before it sends.',
  detail: z.discriminatedUnion('about', [
    z.strictObject({ ...common, about: z.literal('aggregate'), kind, id, version: count, index: count }),
    z.strictObject({ ...common, about: z.literal('brief'), day: localDay, responsible }),
    z.strictObject({ ...common, about: z.literal('batch'), batch, since: count }),
  ]),
} as const satisfies EventType<z.ZodMiniType>;

export type DeliveryOffered = z.output<typeof deliveryOffered.detail>;

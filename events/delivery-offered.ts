import * as z from 'zod/mini';
import type { EventType } from './event-type.ts';
import {
  audience,
  batch,
  channel,
  count,
  id,
  kind,
  localDay,
  priority,
  responsible,
  station,
} from './ids.ts';

const version = 1;
const common = {
  schemaVersion: z.literal(version),
  station,
  attempt: count,
  /** Present for a message that follows no other and waits for none. */
  priority: z.exactOptional(priority),
  /** Which of the two functions that send it is for; each leaves the offers of the other alone. */
  audience: z.exactOptional(audience),
};

/** One message is due: about an aggregate such as a case, the morning brief of a role, one message for a batch, or the test of a channel. */
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
    z.strictObject({ ...common, about: z.literal('test'), channel, askedAt: count }),
  ]),
} as const satisfies EventType<z.ZodMiniType>;

export type DeliveryOffered = z.output<typeof deliveryOffered.detail>;

import * as z from 'zod/mini';
import { languages } from '../../engine/language.ts';
import { onFirstUse } from '../../engine/on-first-use.ts';
import {
  type Delivery,
  type DeliverySubject,
  type DigestContent,
  deliveryStates,
} from '../../engine/outbox/delivery.ts';
import { priorities } from '../../engine/priority.ts';
import { deliveryRow, subjectIn } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import {
  count,
  instant,
  personId,
  readRow,
  responsible,
  unreadable,
} from '../../engine/storage/row-parts.ts';
import { shardOf } from '../shard.ts';
import { dueKeys } from './state-item.ts';
import type { deliveryAttributes } from './table.ts';

const shape = onFirstUse(() =>
  z.object({
    message: z.object({
      to: responsible,
      person: z.exactOptional(personId),
      kind: z.string(),
      clock: z.exactOptional(z.string()),
      level: z.exactOptional(count),
      until: z.exactOptional(instant),
    }),
    priority: z.enum(priorities),
    language: z.enum(languages),
    createdAt: instant,
    attempts: count,
    state: z.enum(deliveryStates),
    dueAt: z.exactOptional(instant),
    announced: z.exactOptional(z.literal(true)),
    by: z.exactOptional(personId),
    held: z.exactOptional(z.literal(true)),
    failed: z.exactOptional(z.literal(true)),
    told: z.exactOptional(z.set(z.string())),
    batchable: z.exactOptional(z.literal(true)),
    digestContent: z.exactOptional(z.object({ kind: z.string(), common: z.record(z.string(), z.string()) })),
    ids: z.exactOptional(z.set(z.string())),
    others: z.exactOptional(count),
    report: z.exactOptional(
      z.object({ outcome: z.enum(['delivered', 'undelivered']), code: z.string(), at: instant }),
    ),
    channel: z.exactOptional(z.string()),
    receipt: z.exactOptional(z.string()),
    reason: z.exactOptional(z.string()),
  } satisfies Record<(typeof deliveryAttributes)[number], unknown>),
);

/** A delivery as a row. It is in the due index of its priority's lane until it is settled. */
export function deliveryItem({ subject, digestContent, ...plain }: Delivery, shardsPerLane: number): Row {
  const { state, dueAt, priority } = plain;
  if (state === 'pending' && dueAt === undefined)
    throw new RangeError('a pending delivery without a due time would never be sent');
  return {
    ...deliveryRow(subject),
    ...plain,
    ...(digestContent && digestContentItem(digestContent)),
    ...(dueAt !== undefined && dueKeys(priority, shardOf(shardedBy(subject), shardsPerLane), dueAt)),
  };
}

/** What selects the shard of a delivery: the aggregate's id, or the station with the role, the batch or the channel. */
export function shardedBy(subject: DeliverySubject): string {
  switch (subject.about) {
    case 'aggregate':
      return subject.key.id;
    case 'brief':
      return `${subject.station}${subject.responsible}`;
    case 'batch':
      return `${subject.station}${subject.batch}`;
    case 'test':
      return `${subject.station}${subject.channel}`;
  }
}

/** Ids and others are attributes of their own, so that concurrent writers can add to them. */
const digestContentItem = ({ ids, others, ...shared }: DigestContent): Row => ({
  digestContent: shared,
  ...(ids.length > 0 && { ids: new Set(ids) }),
  others,
});

export function deliveryIn(row: Row): Delivery {
  const subject = subjectIn({ pk: String(row.pk), sk: String(row.sk) });
  if (subject === undefined) throw unreadable(row, 'pk, sk');
  const { digestContent, ids = new Set<string>(), others = 0, ...plain } = readRow(shape, row);
  return {
    subject,
    ...plain,
    ...(digestContent && { digestContent: { ...digestContent, ids: [...ids], others } }),
  };
}

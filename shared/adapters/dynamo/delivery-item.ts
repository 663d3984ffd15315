import * as z from 'zod/mini';
import { languages } from '../../domain/case.ts';
import { messageKinds } from '../../domain/message.ts';
import { priorities } from '../../domain/priority.ts';
import type { Delivery, DeliverySubject } from '../../records.ts';
import { shardOf } from '../shard.ts';
import { dueKeys } from './case-item.ts';
import { deliveryRow, type Row, subjectIn } from './keys.ts';
import * as parts from './parse.ts';

const shape = z.object({
  message: z.object({
    to: parts.party,
    person: z.exactOptional(parts.personId),
    kind: z.enum(messageKinds),
    clock: z.exactOptional(parts.clockKind),
    rung: z.exactOptional(parts.count),
    until: z.exactOptional(parts.instant),
  }),
  channel: z.string(),
  priority: z.enum(priorities),
  language: z.enum(languages),
  createdAt: parts.instant,
  attempts: parts.count,
  state: z.enum(['pending', 'sent', 'suppressed', 'dead']),
  dueAt: z.exactOptional(parts.instant),
  held: z.exactOptional(z.literal(true)),
  reason: z.exactOptional(z.string()),
});

/** A delivery stands in the due index beside the cases of its priority until it is settled. */
export function deliveryItem({ subject, ...plain }: Delivery, shardsPerLane: number): Row {
  const { state, dueAt, priority } = plain;
  if (state === 'pending' && dueAt === undefined)
    throw new RangeError('a pending delivery without a due time would be forgotten');
  return {
    ...deliveryRow(subject),
    ...plain,
    ...(dueAt !== undefined && dueKeys(priority, shardOf(shardedBy(subject), shardsPerLane), dueAt)),
  };
}

/** Messages of one case stand in the case's own shard; briefs of a station spread over its parties' names. */
export const shardedBy = (subject: DeliverySubject): string =>
  subject.about === 'case' ? subject.key.caseId : `${subject.station}${subject.party}`;

export function deliveryIn(row: Row): Delivery {
  const subject = subjectIn({ pk: String(row.pk), sk: String(row.sk) });
  if (subject === undefined) throw parts.unreadable(row, 'pk, sk');
  return { subject, ...parts.readRow(shape, row) };
}

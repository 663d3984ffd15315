import * as z from 'zod/mini';
import { type CaseId, languages } from '../../cases/case.ts';
import { caseTypes } from '../../cases/case-type.ts';
import type { Delivery, DeliverySubject, DigestContent } from '../../engine/outbox/delivery.ts';
import { messageKinds } from '../../engine/outbox/message.ts';
import { priorities } from '../../engine/priority.ts';
import { shardOf } from '../shard.ts';
import { dueKeys } from './case-item.ts';
import { deliveryRow, type Row, subjectIn } from './keys.ts';
import * as parts from './parse.ts';

const shape = z.object({
  message: z.object({
    to: parts.responsible,
    person: z.exactOptional(parts.personId),
    kind: z.enum(messageKinds),
    clock: z.exactOptional(parts.clockKind),
    level: z.exactOptional(parts.count),
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
  batchable: z.exactOptional(z.literal(true)),
  digestContent: z.exactOptional(
    z.object({ place: z.exactOptional(z.string()), type: z.exactOptional(z.enum(caseTypes)) }),
  ),
  cases: z.exactOptional(z.set(parts.caseId)),
  others: z.exactOptional(parts.count),
  reason: z.exactOptional(z.string()),
});

/** A delivery stands in the due index beside the cases of its priority until it is settled. */
export function deliveryItem({ subject, digestContent, ...plain }: Delivery, shardsPerLane: number): Row {
  const { state, dueAt, priority } = plain;
  if (state === 'pending' && dueAt === undefined)
    throw new RangeError('a pending delivery without a due time would be forgotten');
  return {
    ...deliveryRow(subject),
    ...plain,
    ...(digestContent && digestContentItem(digestContent)),
    ...(dueAt !== undefined && dueKeys(priority, shardOf(shardedBy(subject), shardsPerLane), dueAt)),
  };
}

/** Messages of one case stand in the case's own shard; others spread over what they are about. */
export function shardedBy(subject: DeliverySubject): string {
  if (subject.about === 'case') return subject.key.caseId;
  return `${subject.station}${subject.about === 'brief' ? subject.responsible : subject.batch}`;
}

/** Cases and others stand by themselves, so that many can add to them at once. */
const digestContentItem = ({ cases, others, ...shared }: DigestContent): Row => ({
  digestContent: shared,
  ...(cases.length > 0 && { cases: new Set(cases) }),
  others,
});

export function deliveryIn(row: Row): Delivery {
  const subject = subjectIn({ pk: String(row.pk), sk: String(row.sk) });
  if (subject === undefined) throw parts.unreadable(row, 'pk, sk');
  const { digestContent, cases = new Set<CaseId>(), others = 0, ...plain } = parts.readRow(shape, row);
  return {
    subject,
    ...plain,
    ...(digestContent && { digestContent: { ...digestContent, cases: [...cases], others } }),
  };
}

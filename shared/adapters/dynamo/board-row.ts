import * as z from 'zod/mini';
import { isCaseId } from '../../cases/case-key.ts';
import { caseTypes } from '../../cases/case-type.ts';
import type { BoardRow } from '../../cases/reading/case-list.ts';
import { dueKind, status } from '../../cases/stored/case-codec.ts';
import { reference } from '../../cases/stored/row-parts.ts';
import { trustReasons } from '../../cases/trust-reason.ts';
import { onFirstUse } from '../../engine/on-first-use.ts';
import { priorities } from '../../engine/priority.ts';
import { aggregateKeyIn } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { instant, personId, responsible } from '../../engine/storage/row-parts.ts';

const shape = onFirstUse(() =>
  z.object({
    reference,
    type: z.enum(caseTypes),
    priority: z.enum(priorities),
    status: status(),
    place: z.string(),
    building: z.string(),
    receivedAt: instant,
    assignee: z.exactOptional(personId),
    responsible: z.exactOptional(responsible),
    dueAt: z.exactOptional(instant),
    dueKind: z.exactOptional(dueKind()),
    trustReason: z.exactOptional(z.enum(trustReasons)),
    late: z.exactOptional(z.literal(true)),
  }),
);

/**
 * A state row, or its projection in an index, as a row of the list. One that does not parse is left out, so the list
 * still works; the sweep parks it and raises an alarm.
 */
export function boardRowIn(row: Row): BoardRow | undefined {
  const found = shape().safeParse(row);
  const id = aggregateKeyIn(String(row.pk))?.id ?? '';
  return found.success && isCaseId(id) ? { caseId: id, ...found.data } : undefined;
}

import * as z from 'zod/mini';
import { caseTypes } from '../../../cases/case-type.ts';
import { boardOrders } from '../../../cases/reading/case-list.ts';
import { trustReasons } from '../../../cases/trust-reason.ts';
import { priorities } from '../../../engine/priority.ts';
import { instant, reference, status } from '../answers.ts';
import { caseId, count, dueKind, optional, person, responsible, trust } from './parts.ts';

const boardRow = z
  .strictObject({
    caseId,
    reference,
    type: z.enum(caseTypes),
    priority: z.enum(priorities),
    status,
    place: z.string(),
    building: z.string(),
    receivedAt: instant,
    assignee: optional(person),
    responsible: optional(responsible),
    dueAt: optional(instant),
    dueKind: optional(dueKind),
    /** A promise is broken and not met yet, or the next step is past its time. */
    overdue: optional(z.literal(true)),
    trust,
    trustReason: optional(z.enum(trustReasons)),
  })
  .check(z.meta({ id: 'BoardRow' }));

const nextPage = optional(
  z.string().check(z.meta({ description: 'The cursor of the next page; absent on the last one.' })),
);

export const board = z.strictObject({
  order: z.enum(boardOrders).check(
    z.meta({
      description:
        'How the list is sorted. `due`: a case that moves while you page may be missed or come twice. `received`: every case that is there throughout comes exactly once.',
    }),
  ),
  rows: z.array(boardRow),
  next: nextPage,
});

/** Cases found by a telephone number, the newest first. */
export const found = z.strictObject({ rows: z.array(boardRow), next: nextPage });

export const brief = z.strictObject({
  open: count,
  overdue: count,
  dueToday: count,
  waiting: count,
  /** Those of the reader, and those of nobody. */
  mine: count,
  unassigned: count,
  newOvernight: count,
  /** There are more open cases than were counted. */
  atLeast: z.boolean(),
  first: z.array(boardRow),
  /** Not for guards. */
  messages: optional(
    z.strictObject({
      /** Messages of the last 30 days that reached nobody, or have not yet after several attempts. */
      stuck: count,
      /** There are more than were counted. */
      stuckAtLeast: z.boolean(),
      /** Since when the oldest of them waits. */
      stuckSince: optional(instant),
      /** Short messages to residents that the station has paid for today, and for how many it pays on one day. */
      shortToday: count,
      shortPerDayMax: count,
    }),
  ),
});

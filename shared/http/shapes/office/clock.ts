import * as z from 'zod/mini';
import { instant } from '../answers.ts';
import { count, dueKind, optional, responsible } from './parts.ts';

const explainedClock = z
  .strictObject({
    kind: z.string(),
    calendar: z.enum(['always', 'duty', 'office']),
    startedAt: instant,
    promiseAt: instant,
    state: z.enum(['running', 'paused', 'met', 'breached']),
    late: z.boolean(),
    /** The date lies beyond the announced holidays and may move when more are announced. */
    beyondHorizon: z.boolean(),
    pausedAt: optional(instant),
    reminders: z.array(z.strictObject({ at: instant, taken: z.boolean() })),
    workingMinutes: count,
    workingMinutesLeft: count,
    /** The spans of that working time, in order; absent where they are more than 28. */
    work: optional(z.array(z.strictObject({ from: instant, to: instant }))),
    responsible,
  })
  .check(z.meta({ id: 'ExplainedClock' }));

export const explanation = z.strictObject({
  policyVersion: z.string(),
  next: optional(z.strictObject({ dueAt: instant, dueKind, responsible, beyondHorizon: z.boolean() })),
  clocks: z.array(explainedClock),
  escalation: optional(
    z.strictObject({
      startedAt: instant,
      level: count,
      levels: z.array(responsible),
      nextAt: instant,
      beyondHorizon: z.boolean(),
      acknowledged: z.boolean(),
    }),
  ),
});

import * as z from 'zod/mini';
import { helperAnswers, helperRoles } from '../../../cases/helper-roles.ts';
import { endedStatuses } from '../../../helper-tasks/helper-task.ts';
import { instant } from '../answers.ts';
import { count, optional, person } from './parts.ts';

const helper = z
  .strictObject({
    id: z.string(),
    for: z.enum(helperRoles),
    status: z.enum(['asked', ...endedStatuses]),
    askedBy: person,
    askedAt: instant,
    until: instant,
    /** What was asked. */
    task: optional(z.string()),
    /** The photo of the case that the helper may see. */
    photo: optional(z.string()),
    answer: optional(z.enum(helperAnswers)),
    answeredAt: optional(instant),
    /** Each answer but the first corrects the one before. The words are texts of the case. */
    answers: count,
    /** How often the link showed something, and when last. */
    views: count,
    viewedAt: optional(instant),
  })
  .check(z.meta({ id: 'Helper' }));

/** Who was asked for help with a case, the newest first. */
export const helpers = z.strictObject({ helpers: z.array(helper) });

/** A new link for a helper. It is shown this once, and to who asks again with the same `commandId`. */
export const helperLink = z.strictObject({ id: z.string(), url: z.string(), until: instant });

export const revokedHelper = z.strictObject({ status: z.string() });

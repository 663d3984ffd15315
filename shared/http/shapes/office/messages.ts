import * as z from 'zod/mini';
import { instant } from '../answers.ts';
import { caseId, count, optional, responsible } from './parts.ts';

const stuckMessage = z
  .strictObject({
    id: z.string(),
    /** Absent for a morning brief, and for a digest of several cases. */
    caseId: optional(caseId),
    kind: z.string(),
    to: responsible,
    /** Over which it was tried last. */
    channel: optional(z.string()),
    /** `dead`: given up. `pending`: attempts go on. */
    state: z.enum(['dead', 'pending']),
    attempts: count,
    since: instant,
    nextAttemptAt: optional(instant),
    reason: optional(z.string()),
  })
  .check(z.meta({ id: 'StuckMessage' }));

/** Messages of the last 30 days that reached nobody, the newest first; `more`: there are others. */
export const stuck = z.strictObject({ messages: z.array(stuckMessage), more: z.boolean() });

/** A test of one channel, and what became of it. */
export const channelTest = z
  .strictObject({
    id: z.string(),
    channel: z.string(),
    at: instant,
    /** `waiting`: for seconds, or for the next minute of a channel that takes no more in this one. `sent`: the receiver took it. */
    result: z.enum(['waiting', 'sent', 'failed']),
    /** Why it failed: a code of ours, such as `secret-absent`, or the receiver's. */
    reason: optional(z.string()),
  })
  .check(z.meta({ id: 'ChannelTest' }));

/** How many messages are due again; `more`: there are others of this kind. */
export const sentAgain = z.strictObject({ again: count, more: z.boolean() });

import * as z from 'zod/mini';
import { caseTypes } from '../../cases/case-type.ts';
import { messageKinds } from '../../cases/message-kinds.ts';
import { responsibles } from '../../engine/responsible.ts';
import { roles } from '../../engine/scope.ts';
import { contentFaultCodes } from '../../policies/content-fault.ts';
import { instant, reference } from './answers.ts';

const optional = z.optional;
const count = z.int().check(z.minimum(0));
const shownContent = z.record(z.string(), z.unknown());

const publishedVersion = z
  .strictObject({
    version: z.string(),
    at: instant,
    /** `system`: an operator. */
    by: z.strictObject({
      kind: z.enum(['staff', 'system']),
      person: optional(z.string()),
      role: optional(z.enum(roles)),
    }),
    name: optional(z.string()),
    reason: optional(z.string()),
    inUse: z.boolean(),
  })
  .check(z.meta({ id: 'PublishedVersion' }));

/** What the station uses. Channels and templates have no version until some are published. */
export const settings = z.strictObject({
  version: optional(z.string()),
  content: optional(shownContent),
  /** At most 30, the newest first. */
  history: z.array(publishedVersion),
  /** With channels: the kinds that this release can send over. */
  kinds: optional(z.array(z.string())),
});

/** The reply templates in the order in which they are offered. */
export const templates = z.strictObject({
  version: optional(z.string()),
  templates: z.array(
    z.strictObject({ title: z.string(), text: z.string(), types: optional(z.array(z.enum(caseTypes))) }),
  ),
});

const faultShown = z
  .strictObject({
    code: z.enum(contentFaultCodes),
    /** Of the field in the content: `types.lost-item.residentAnswer`. */
    path: z.string(),
    sentence: z.string(),
  })
  .check(z.meta({ id: 'ContentFault' }));

const beforeAfter = z.strictObject({ before: count, after: count }).check(z.meta({ id: 'BeforeAfter' }));
const to = z.enum(responsibles);

const replay = z
  .strictObject({
    from: instant,
    to: instant,
    cases: count,
    /** There were more; these are the newest. */
    truncated: z.boolean(),
    /** Cases that were followed only up to a step that concerned another case too. */
    partial: count,
    /** Cases whose clock alone would have taken more steps than are followed. */
    cut: count,
    /** Recorded steps that were not possible as the case stood then. */
    refused: beforeAfter,
    sentence: z.string(),
    reminders: beforeAfter,
    breaches: beforeAfter,
    levels: z.array(z.strictObject({ to, ...beforeAfter.shape })),
    messages: z.array(z.strictObject({ kind: z.enum(messageKinds), to, ...beforeAfter.shape })),
    types: z.array(
      z.strictObject({
        type: z.enum(caseTypes),
        cases: count,
        /** Of how many it is certain whether the first answer came in time. */
        decided: beforeAfter,
        inTime: beforeAfter,
      }),
    ),
    /** Days on which something would have been otherwise. */
    days: z.array(z.strictObject({ day: z.string(), reminders: beforeAfter, breaches: beforeAfter })),
    /** Cases that would break a promise which they keep now: at most 20, and how many in all. */
    later: z.array(
      z.strictObject({
        caseId: z.string(),
        reference,
        type: z.enum(caseTypes),
        building: z.string(),
        receivedAt: instant,
        clock: z.string(),
        promiseAt: instant,
        respondedAt: optional(instant),
      }),
    ),
    laterInAll: count,
  })
  .check(z.meta({ id: 'PolicyReplay' }));

export const compared = z.strictObject({
  version: optional(z.string()),
  /** The version that it would get. */
  next: z.string(),
  publishable: z.boolean(),
  /** At most 300. */
  changes: z.array(
    z.strictObject({ path: z.string(), before: optional(z.unknown()), after: optional(z.unknown()) }),
  ),
  faults: z.array(faultShown),
  /** Of a policy or calendar: the last 30 days under it. What may not be published is left as it is now. */
  replay: optional(replay),
});

export const publishedAnswer = z.strictObject({
  version: z.string(),
  /** False where nothing was changed. */
  recorded: z.boolean(),
});

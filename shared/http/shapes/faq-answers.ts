import * as z from 'zod/mini';
import { instant } from './answers.ts';

const optional = z.optional;
const count = z.int().check(z.minimum(0));
const inEach = z.strictObject({ 'zh-CN': z.string(), en: z.string() });
const words = { question: inEach, answer: inEach };

/** The questions of a station with their answers, for staff. */
export const officeFaq = z.strictObject({
  entries: z.array(
    z
      .strictObject({
        id: z.string(),
        /** What residents read; absent where nothing was approved yet, or it was taken away. */
        shown: optional(z.strictObject(words)),
        /** Words that wait for approval. Their text is shown to officers and chiefs. */
        draft: optional(
          z.strictObject({
            version: count,
            by: z.string(),
            at: instant,
            words: optional(z.strictObject(words)),
          }),
        ),
        lookAgainDays: count,
        approvedBy: optional(z.string()),
        checkedAt: optional(instant),
        /** By when somebody must look again; residents read it for 14 days more. */
        lookAgainAt: optional(instant),
        /** Whether residents read it now. */
        isShown: z.boolean(),
      })
      .check(z.meta({ id: 'FaqEntry' })),
  ),
});

export const changedFaq = z.strictObject({ id: z.string() });

/** The approved answers, for residents of a place. */
export const placeFaq = z.strictObject({
  entries: z.array(
    z.strictObject({ id: z.string(), question: z.string(), answer: z.string(), checkedAt: instant }),
  ),
});

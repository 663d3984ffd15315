import * as z from 'zod/mini';
import { ANSWER_MAX, LOOK_AGAIN_DAYS, QUESTION_MAX } from '../../faq/faq-entry.ts';
import { caseId, commandId } from './ids.ts';
import { line, multiline } from './text.ts';

const words = () => ({
  question: z.strictObject({ 'zh-CN': line(QUESTION_MAX), en: line(QUESTION_MAX) }),
  answer: z.strictObject({ 'zh-CN': multiline(ANSWER_MAX), en: multiline(ANSWER_MAX) }),
  /** Days after which somebody must look at the answer again. */
  lookAgainDays: z.int().check(z.minimum(LOOK_AGAIN_DAYS.least), z.maximum(LOOK_AGAIN_DAYS.most)),
});

/** A question with its answer, for approval. */
export const draftedFaq = () =>
  z.strictObject({
    ...words(),
    /** The case whose reply it was made from. */
    caseId: z.exactOptional(caseId()),
    commandId: commandId(),
  });

/** What can be done with an entry. `draft`: the version of the words that were read. */
export const faqMove = () =>
  z.discriminatedUnion('move', [
    z.strictObject({
      move: z.literal('correct'),
      ...words(),
      /** The version of the words that waited when these were written; left out where none did. */
      seen: z.exactOptional(z.int().check(z.minimum(1))),
      commandId: commandId(),
    }),
    z.strictObject({
      move: z.literal('approve'),
      draft: z.int().check(z.minimum(1)),
      commandId: commandId(),
    }),
    z.strictObject({ move: z.literal('confirm'), commandId: commandId() }),
    z.strictObject({ move: z.literal('withdraw'), commandId: commandId() }),
  ]);

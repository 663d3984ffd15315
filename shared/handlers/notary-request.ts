import * as z from 'zod/mini';
import { fromIso } from '../engine/calendar/instant.ts';
import { isChain } from '../engine/storage/keys.ts';

/**
 * What an operator has the notary put on record: that the objections about some histories were looked into, or to which
 * point in time the table was restored.
 */
export const notaryRequest = z.union([
  z.strictObject({ settled: z.array(z.string().check(z.refine(isChain))).check(z.minLength(1)) }),
  z.strictObject({
    restored: z.strictObject({ to: z.string().check(z.refine((text) => fromIso(text) !== undefined)) }),
  }),
]);
export type NotaryRequest = z.output<typeof notaryRequest>;

/** What is on record now, word for word; or why nothing is, in a sentence. No other function answers with `recorded`. */
export type NotaryAnswer =
  | { readonly recorded: NotaryRequest }
  | { readonly recorded: null; readonly fault: string };

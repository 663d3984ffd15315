import * as z from 'zod/mini';

const VERSION_MAX = 999_999;
const INDEX_MAX = 99;

/** The one thing of a case that somebody wants to see: its contact, or a text as the case names it. */
export const revealAsked = () =>
  z.discriminatedUnion('what', [
    z.strictObject({ what: z.literal('contact') }),
    z.strictObject({
      what: z.literal('text'),
      version: z.int().check(z.minimum(1), z.maximum(VERSION_MAX)),
      index: z.int().check(z.minimum(0), z.maximum(INDEX_MAX)),
    }),
  ]);

import * as z from 'zod/mini';
import { type CaseType, caseTypes } from '../cases/case-type.ts';
import { onFirstUse } from '../engine/on-first-use.ts';

/** A text that officers put into a reply and change before they send it. It is never sent by itself. */
export interface ReplyTemplate {
  readonly title: string;
  readonly text: string;
  /** The types of case that it is offered for; all when absent. */
  readonly types?: readonly CaseType[];
}

/** The reply templates of a station, in the order in which they are offered. */
export interface TemplatesContent {
  readonly version: string;
  readonly templates: readonly ReplyTemplate[];
}

export const TEMPLATES_MAX = 40;
export const TITLE_MAX = 40;
/** Twenty lines: a longer reply is written for its case. */
export const TEMPLATE_MAX = 1000;

export const templatesShape = onFirstUse(() =>
  z.strictObject({
    version: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/)),
    templates: z
      .array(
        z.strictObject({
          title: z.string().check(z.minLength(1), z.maxLength(2 * TITLE_MAX)),
          text: z.string().check(z.minLength(1), z.maxLength(2 * TEMPLATE_MAX)),
          types: z.exactOptional(z.array(z.enum(caseTypes)).check(z.minLength(1))),
        }),
      )
      .check(z.maxLength(TEMPLATES_MAX)),
  }),
);

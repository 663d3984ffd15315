import * as z from 'zod/mini';
import { onFirstUse } from '../../engine/on-first-use.ts';
import type { OpenedText } from './open-text.ts';

/** How to reach a resident, as they left it with their report. */
export interface Contact {
  readonly phone?: string;
  readonly mail?: string;
  readonly name?: string;
}

const shape = onFirstUse(() =>
  z.object({
    phone: z.exactOptional(z.string()),
    mail: z.exactOptional(z.string()),
    name: z.exactOptional(z.string()),
  }),
);

/** The resident's contact, unless they left none or it was erased. */
export function contactIn(texts: readonly OpenedText[]): Contact | undefined {
  const opened = texts.find(({ kind }) => kind === 'contact')?.text;
  return opened === undefined ? undefined : contactOf(opened);
}

/** The contact in its text. */
export const contactOf = (text: string): Contact => shape().parse(JSON.parse(text));

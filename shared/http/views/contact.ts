import * as z from 'zod/mini';
import type { OpenedText } from '../../cases/reading/open-text.ts';

const shape = z.object({ phone: z.optional(z.string()), name: z.optional(z.string()) });
export type ShownContact = z.output<typeof shape>;

/** The resident's contact, unless they left none or it was erased. */
export function contactOf(texts: readonly OpenedText[]): ShownContact | undefined {
  const opened = texts.find(({ kind }) => kind === 'contact')?.text;
  return opened === undefined ? undefined : shape.parse(JSON.parse(opened));
}

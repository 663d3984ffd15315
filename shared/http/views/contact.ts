import * as z from 'zod/mini';
import type { OpenedText } from '../../cases/reading/open-text.ts';

const shape = z.object({ phone: z.optional(z.string()), name: z.optional(z.string()) });
export type ShownContact = z.output<typeof shape>;

/** Who reported, if they said so and it was not erased. */
export function contactOf(texts: readonly OpenedText[]): ShownContact | undefined {
  const sealed = texts.find(({ kind }) => kind === 'contact')?.text;
  return sealed === undefined ? undefined : shape.parse(JSON.parse(sealed));
}

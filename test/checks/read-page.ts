import type { PageCheck, Reading } from './check.ts';
import type { Stack } from './fixtures.ts';
import { type Render, wordsFor } from './render.ts';

export interface Read {
  readonly check: PageCheck;
  readonly reading: Reading;
}

/** Measures all of some checks on one visit of a page. */
export function readPage(
  { see }: Stack,
  render: Render,
  checks: readonly PageCheck[],
): Promise<readonly Read[]> {
  const where = wordsFor(render);
  return see(render, async (open) => {
    const read: Read[] = [];
    for (const check of checks) {
      if (check.concerns?.(render) === false) continue;
      const measure = await check.measure(open);
      if (measure !== undefined) read.push({ check, reading: { ...measure, where } });
    }
    return read;
  });
}

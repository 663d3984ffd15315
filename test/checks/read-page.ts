import type { PageCheck, Reading } from './check.ts';
import type { Ground } from './ground.ts';
import { type Sight, wordsFor } from './sight.ts';

export interface Read {
  readonly check: PageCheck;
  readonly reading: Reading;
}

/** Measures all of some checks on one visit of a page. */
export function readPage(
  { see }: Ground,
  sight: Sight,
  checks: readonly PageCheck[],
): Promise<readonly Read[]> {
  const where = wordsFor(sight);
  return see(sight, async (open) => {
    const read: Read[] = [];
    for (const check of checks) {
      if (check.concerns?.(sight) === false) continue;
      const measure = await check.measure(open);
      if (measure !== undefined) read.push({ check, reading: { ...measure, where } });
    }
    return read;
  });
}

import type { PageCheck, Reading } from './check.ts';
import type { Fixtures } from './fixtures.ts';
import { type Render, renderLabel } from './render.ts';

export interface CheckReading {
  readonly check: PageCheck;
  readonly reading: Reading;
}

/** Runs the checks that apply to a render on one visit of its page. */
export function readPage(
  { openRender }: Fixtures,
  render: Render,
  checks: readonly PageCheck[],
): Promise<readonly CheckReading[]> {
  const where = renderLabel(render);
  return openRender(render, async (open) => {
    const read: CheckReading[] = [];
    for (const check of checks) {
      if (check.appliesTo?.(render) === false) continue;
      const measure = await check.measure(open);
      if (measure !== undefined) read.push({ check, reading: { ...measure, where } });
    }
    return read;
  });
}

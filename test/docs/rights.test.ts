import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rightsTables } from './rights-page.ts';

const page = join(import.meta.dirname, '..', '..', 'docs', 'rights.md');
const MARKER = '<!-- generated -->\n';

// What stands before the marker is written by hand; `npm test -- test/docs -u` writes the tables anew.
it('docs/rights.md says what the policies of the template allow', async () => {
  const [before = ''] = readFileSync(page, 'utf8').split(MARKER);
  await expect(`${before}${MARKER}${rightsTables()}`).toMatchFileSnapshot(page);
});

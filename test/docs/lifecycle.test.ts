import { expect, it } from 'vitest';
import { lifecyclePage } from './lifecycle-page.ts';

it('docs/lifecycle.md says what the table and the policy say', async () => {
  await expect(lifecyclePage()).toMatchFileSnapshot('../../docs/lifecycle.md');
});

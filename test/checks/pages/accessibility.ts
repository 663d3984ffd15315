import { violations } from '../../browser/measures.ts';
import { atMost } from '../bar.ts';
import { pageCheck } from '../check.ts';

export const accessibility = pageCheck({
  number: 6,
  title: 'What axe finds',
  bar: atMost(0),
  // axe is slow and does not depend on font size or text length.
  appliesTo: ({ frame, language }) => frame !== '320 px at 200 % font size' && language !== 'pseudo',
  async measure({ page }) {
    const faults = await violations(page);
    return { value: faults.length, faults };
  },
});

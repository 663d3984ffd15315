import { violations } from '../../browser/measures.ts';
import { atMost } from '../bar.ts';
import { pageCheck } from '../check.ts';

export const accessibility = pageCheck({
  number: 6,
  title: 'What axe finds',
  bar: atMost(0),
  // Neither letters of twice the size nor longer words are anything that axe looks at, and it is slow.
  concerns: ({ frame, language }) => frame !== '320 px with letters of 200 %' && language !== 'pseudo',
  async measure({ page }) {
    const faults = await violations(page);
    return { value: faults.length, faults };
  },
});

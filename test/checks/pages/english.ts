import { readable } from '../../web/pages.ts';
import { atMost } from '../bar.ts';
import { pageCheck } from '../check.ts';

/** The other language calls itself by its own name. */
const NAMES = /中文/g;

export const english = pageCheck({
  number: 25,
  title: 'Chinese on English pages',
  bar: atMost(0),
  concerns: ({ language }) => language === 'en',
  async measure({ html }) {
    const faults =
      readable(html)
        .replace(NAMES, '')
        .match(/[\p{Script=Han}，。：；？！「」《》]+/gu) ?? [];
    return { value: faults.length, faults };
  },
});

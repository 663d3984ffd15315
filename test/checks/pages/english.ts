import { readable } from '../../web/pages.ts';
import { atMost } from '../bar.ts';
import { pageCheck } from '../check.ts';

/** The link to the Chinese page is in Chinese. */
const NAMES = /中文/g;

export const english = pageCheck({
  number: 25,
  title: 'Chinese on English pages',
  bar: atMost(0),
  appliesTo: ({ language }) => language === 'en',
  async measure({ html }) {
    const faults =
      readable(html)
        .replace(NAMES, '')
        .match(/[\p{Script=Han}，。：；？！「」《》]+/gu) ?? [];
    return { value: faults.length, faults };
  },
});

import { overflowing } from '../../browser/measures.ts';
import { atMost } from '../bar.ts';
import { type PageCheck, pageCheck } from '../check.ts';
import { kindOf, type Render } from '../render.ts';

/** No element overflows or is cut off. Posters are left out: they are sheets of A4. */
const fitting = (number: number, title: string, appliesTo: (render: Render) => boolean): PageCheck =>
  pageCheck({
    ...{ number, title, bar: atMost(0) },
    appliesTo: (render) => kindOf(render) !== 'poster' && appliesTo(render),
    async measure({ page }) {
      const faults = await overflowing(page);
      return { value: faults.length, faults };
    },
  });

export const fittingChecks = [
  fitting(
    10,
    'Parts that do not fit, down to 320 px at 200 % font size',
    ({ language }) => language !== 'pseudo',
  ),
  fitting(25, 'Parts that do not fit in a language 40 % longer', ({ language }) => language === 'pseudo'),
] as const;

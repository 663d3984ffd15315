import { overflowing } from '../../browser/measures.ts';
import { atMost } from '../bar.ts';
import { type PageCheck, pageCheck } from '../check.ts';
import { kindOf, type Render } from '../render.ts';

/** Nothing reaches past the edge, and nothing is cut off. A poster is a sheet of A4, not a page for a telephone. */
const fitting = (number: number, title: string, concerns: (render: Render) => boolean): PageCheck =>
  pageCheck({
    ...{ number, title, bar: atMost(0) },
    concerns: (render) => kindOf(render) !== 'poster' && concerns(render),
    async measure({ page }) {
      const faults = await overflowing(page);
      return { value: faults.length, faults };
    },
  });

export const fittingChecks = [
  fitting(
    10,
    'Parts that do not fit, down to 320 px with letters of 200 %',
    ({ language }) => language !== 'pseudo',
  ),
  fitting(25, 'Parts that do not fit in a language 40 % longer', ({ language }) => language === 'pseudo'),
] as const;

import { languages } from '../../shared/engine/language.ts';
import { coveringSubset, everyCombination, pairsOf } from './pairwise.ts';
import { type PageKind, type StateName, stateNames, states } from './states.ts';

/** Viewports: the telephone of the design, a desktop, and the smallest telephone with doubled font size. */
export const frames = ['390 px', '1280 px', '320 px at 200 % font size'] as const;
export type FrameName = (typeof frames)[number];

/** The languages of the pages, and pseudo-English, which is 40 % longer, for future translations. */
export const renderLanguages = [...languages, 'pseudo'] as const;
export type RenderLanguage = (typeof renderLanguages)[number];

export const themes = ['light', 'dark'] as const;
export const sizes = ['usual', 'large'] as const;

/** A page in one state, language, theme, viewport and text size. */
export interface Render {
  readonly state: StateName;
  readonly language: RenderLanguage;
  readonly theme: (typeof themes)[number];
  readonly frame: FrameName;
  readonly size: (typeof sizes)[number];
}

export const kindOf = ({ state }: Pick<Render, 'state'>): PageKind => states[state].kind;

/** All combinations. Pseudo-English is rendered in the light theme only, since a theme does not change the layout. */
export const everyRender: readonly Render[] = everyCombination({
  state: stateNames,
  language: renderLanguages,
  theme: themes,
  frame: frames,
  size: sizes,
}).filter(({ language, theme }) => language !== 'pseudo' || theme === 'light');

/** A pairwise subset for the tests: each state at least once, and every pair of the other values. */
export const pairwiseRenders: readonly Render[] = coveringSubset(everyRender, ({ state, ...dimensions }) => [
  state,
  ...pairsOf({ page: kindOf({ state }), ...dimensions }),
]);

export const renderLabel = ({ state, language, theme, frame, size }: Render): string =>
  [state, language, theme, frame, ...(size === 'large' ? ['large text'] : [])].join(' · ');

import { languages } from '../../shared/engine/language.ts';
import { everyCombination, fewOf, pairsOf } from './pairwise.ts';
import { type PageKind, type StateName, stateNames, states } from './states.ts';

/** Where the page is looked at: the telephone the design was drawn for, a desk, and the smallest with big letters. */
export const frames = ['390 px', '1280 px', '320 px with letters of 200 %'] as const;
export type FrameName = (typeof frames)[number];

/** What pages are written in, and English 40 % longer, for the languages to come. */
export const tongues = [...languages, 'pseudo'] as const;
export type Tongue = (typeof tongues)[number];

export const themes = ['light', 'dark'] as const;
export const sizes = ['usual', 'large'] as const;

/** A page in a state, as one reader sees it. */
export interface Render {
  readonly state: StateName;
  readonly language: Tongue;
  readonly theme: (typeof themes)[number];
  readonly frame: FrameName;
  readonly size: (typeof sizes)[number];
}

export const kindOf = ({ state }: Pick<Render, 'state'>): PageKind => states[state].kind;

/** Every page in every state, as every reader sees it; longer words are as long in the dark. */
export const everyRender: readonly Render[] = everyCombination({
  state: stateNames,
  language: tongues,
  theme: themes,
  frame: frames,
  size: sizes,
}).filter(({ language, theme }) => language !== 'pseudo' || theme === 'light');

/** What breaks a page is nearly always one thing or two together; each state once, and any two things. */
export const fewRenders: readonly Render[] = fewOf(everyRender, ({ state, ...sides }) => [
  state,
  ...pairsOf({ page: kindOf({ state }), ...sides }),
]);

export const wordsFor = ({ state, language, theme, frame, size }: Render): string =>
  [state, language, theme, frame, ...(size === 'large' ? ['large letters'] : [])].join(' · ');

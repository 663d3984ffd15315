import { coveringSubset, everyCombination, pairsOf } from '../pairwise.ts';
import { frames, type Render, renderLanguages, themes } from '../render.ts';
import { consoleStates } from './console-states.ts';

/** A screen in one state, language, theme and width. */
export interface ConsoleRender extends Pick<Render, 'language' | 'theme' | 'frame'> {
  readonly state: string;
}

/** All combinations. Themes change no layout, so letters of 200 % and longer English are looked at in the light one only. */
export const everyConsoleRender: readonly ConsoleRender[] = everyCombination({
  state: Object.keys(consoleStates),
  language: renderLanguages,
  theme: themes,
  frame: frames,
})
  .map((render) => render as ConsoleRender)
  .filter(
    ({ language, theme, frame }) => theme === 'light' || (language !== 'pseudo' && frame !== frames[2]),
  );

const screenOf = ({ state }: ConsoleRender): string => consoleStates[state]?.screen ?? '';

/** A subset for the tests: each state, and any two of screen, language, theme and width together. */
export const pairwiseConsoleRenders: readonly ConsoleRender[] = coveringSubset(
  everyConsoleRender,
  ({ state, ...dimensions }) => [
    state,
    ...pairsOf(dimensions),
    ...pairsOf({ screen: screenOf({ state, ...dimensions }), language: dimensions.language }),
  ],
);

export const consoleLabel = ({ state, language, theme, frame }: ConsoleRender): string =>
  [`console: ${state}`, language, theme, frame].join(' · ');

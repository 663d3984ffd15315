import { expect, test } from 'vitest';
import { everyCombination, fewOf, pairsOf } from './pairwise.ts';
import { everyRender, fewRenders, kindOf } from './render.ts';
import { stateNames } from './states.ts';

test('with two values on each of three sides, four combinations have every pair', () => {
  const ab = ['a', 'b'];
  expect(fewOf(everyCombination({ one: ab, two: ab, three: ab }), pairsOf)).toHaveLength(4);
});

test('the chosen renders show every state, and any two of page, language, theme, frame and size together', () => {
  const pairs = everyRender.flatMap(({ state, ...sides }) => pairsOf({ page: kindOf({ state }), ...sides }));
  const seen = fewRenders.flatMap(({ state, ...sides }) => pairsOf({ page: kindOf({ state }), ...sides }));
  expect(new Set(seen)).toEqual(new Set(pairs));
  expect(new Set(fewRenders.map(({ state }) => state))).toEqual(new Set(stateNames));
  expect(fewRenders.length).toBeLessThan(stateNames.length + 10);
});

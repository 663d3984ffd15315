import { expect, test } from 'vitest';
import { coveringSubset, everyCombination, pairsOf } from './pairwise.ts';
import { everyRender, kindOf, pairwiseRenders } from './render.ts';
import { stateNames } from './states.ts';

test('with two values in each of three dimensions, four combinations cover every pair', () => {
  const ab = ['a', 'b'];
  expect(coveringSubset(everyCombination({ one: ab, two: ab, three: ab }), pairsOf)).toHaveLength(4);
});

test('the chosen renders show every state, and any two of page, language, theme, frame and size together', () => {
  const pairs = everyRender.flatMap(({ state, ...dimensions }) =>
    pairsOf({ page: kindOf({ state }), ...dimensions }),
  );
  const seen = pairwiseRenders.flatMap(({ state, ...dimensions }) =>
    pairsOf({ page: kindOf({ state }), ...dimensions }),
  );
  expect(new Set(seen)).toEqual(new Set(pairs));
  expect(new Set(pairwiseRenders.map(({ state }) => state))).toEqual(new Set(stateNames));
  expect(pairwiseRenders.length).toBeLessThan(stateNames.length + 10);
});

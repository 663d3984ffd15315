import { expect, it } from 'vitest';
import { patternOf } from '../../infra/local/rights/pattern.ts';
import { rowFamilies } from '../../infra/rights/row-families.ts';
import { primaryIn } from '../../shared/cases/case-link.ts';
import { referenceIn } from '../../shared/cases/case-reference.ts';
import { phoneRowIn } from '../../shared/cases/phones/phone-rows.ts';
import { aggregateKeyIn, subjectIn } from '../../shared/engine/storage/keys.ts';
import { aCase, families, sampleRows } from './sample-rows.ts';

const matching = (pk: string) => families.filter((family) => patternOf(rowFamilies[family])(pk));

it.each(families)('a row of %s has the key of no other family', (family) => {
  expect(matching(sampleRows[family].pk)).toEqual([family]);
});

it.each([`S#st1#case#${aCase}a`, `S#st1#J#${aCase}a`, `S#st1#H#${aCase}a`, 'K#texts#', 'PROOF#x', 'FORM'])(
  'a key that is longer or shorter than those of a family, such as %s, has no right of it',
  (pk) => {
    expect(matching(pk).filter((family) => family !== 'text-key')).toEqual([]);
  },
);

// `*` matches the separator too, so a function that may write rows of one family may also write such keys.
it.each([
  `S#st1#R#1#case#${aCase}`,
  `S#st1#case#x#J#${aCase}`,
  `S#st1#N#a#H#${aCase}`,
  `S#x#case#${aCase}#B#y`,
])('a key with more parts, such as %s, is read as no row of anything', (pk) => {
  expect(matching(pk).length).toBeGreaterThan(0);
  expect(aggregateKeyIn(pk)).toBeUndefined();
  expect(primaryIn(pk)).toBeUndefined();
  for (const sk of ['STATE', 'D#0000000001#0', 'CASE', 'REF']) {
    expect(subjectIn({ pk, sk })).toBeUndefined();
    expect(referenceIn({ pk, sk })).toBeUndefined();
    expect(phoneRowIn({ pk, sk })).toBeUndefined();
  }
});

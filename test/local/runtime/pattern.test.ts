import { describe, expect, it } from 'vitest';
import { matches, parsePattern } from '../../../infra/local/events/pattern.ts';

const event = {
  source: 'huiying',
  'detail-type': 'DeliveryOffered',
  detail: { id: 'd1', attempt: 2, urgent: false, parent: null, tags: ['a', 'b'] },
};

const cases: readonly [object, boolean][] = [
  [{ source: ['huiying'] }, true],
  [{ source: ['other', 'huiying'] }, true],
  [{ source: ['Huiying'] }, false],
  [{ source: ['huiying'], 'detail-type': ['Other'] }, false],
  [{ detail: { attempt: [2] } }, true],
  [{ detail: { attempt: ['2'] } }, false],
  [{ detail: { urgent: [false] } }, true],
  [{ detail: { parent: [null] } }, true],
  [{ detail: { missing: [null] } }, false],
  [{ detail: { tags: ['b'] } }, true],
  [{ detail: { tags: ['c'] } }, false],
  [{ source: [{ prefix: 'hui' }] }, true],
  [{ source: [{ suffix: 'ing' }] }, true],
  [{ source: [{ prefix: 'x' }, { suffix: 'ing' }] }, true],
  [{ detail: { id: [{ exists: true }] } }, true],
  [{ detail: { id: [{ exists: false }] } }, false],
  [{ detail: { missing: [{ exists: false }] } }, true],
  [{ gone: { deep: [{ exists: false }] } }, true],
  [{ detail: { id: [{ 'anything-but': 'd2' }] } }, true],
  [{ detail: { id: [{ 'anything-but': ['d1', 'd2'] }] } }, false],
  [{ detail: { id: [{ 'anything-but': { prefix: 'd' } }] } }, false],
  [{ detail: { missing: [{ 'anything-but': 'd2' }] } }, false],
  [{ detail: ['d1'] }, false],
  [{}, true],
];

describe('a pattern', () => {
  it.each(cases)('%j fits: %s', (pattern, expected) => {
    expect(matches(parsePattern(pattern), event)).toBe(expected);
  });

  it.each([{ a: [{ numeric: ['>', 1] }] }, { $or: [{ a: ['b'] }] }, { a: [] }, { a: 'b' }, []])(
    '%j is refused rather than never fitting',
    (pattern) => {
      expect(() => parsePattern(pattern)).toThrow('does not know a condition of the pattern');
    },
  );
});

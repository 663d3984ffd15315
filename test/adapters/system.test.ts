import { describe, expect, it } from 'vitest';
import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { system } from '../../shared/adapters/system.ts';
import { isCaseId } from '../../shared/cases/case-key.ts';
import { isReference } from '../../shared/cases/reference.ts';
import { HOUR } from '../../shared/engine/calendar/instant.ts';

const TEN = Date.UTC(2026, 9, 1, 2);
const many = <T>(make: () => T): readonly T[] => Array.from({ length: 2000 }, make);

describe.each([
  ['the real system', system()],
  ['a seeded system', seededSystem(42, TEN)],
])('%s', (_, made) => {
  it('makes case ids that are ids, and none twice', () => {
    const ids = many(() => made.newCaseId());
    expect(ids.every(isCaseId)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids.join('')).size).toBe(32);
  });

  it('makes ids of any kind, each with the letter of its kind, and none twice', () => {
    const ids = many(() => made.newId('k'));
    expect(ids.every((id) => /^k[a-z2-7]{25}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('makes references whose check digit fits, over the whole range', () => {
    const references = many(() => made.newReference());
    expect(references.every(isReference)).toBe(true);
    expect(new Set(references.map(([first]) => first)).size).toBe(10);
  });

  it('makes tokens of 192 bits that fit into a path', () => {
    const tokens = many(() => made.newToken());
    expect(tokens.every((token) => /^[\w-]{32}$/.test(token))).toBe(true);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it('shuffles so that each item is at each position about as often', () => {
    const items = ['a', 'b', 'c', 'd'] as const;
    const orders = many(() => made.shuffled(items));
    expect(orders.every((order) => order.toSorted().join('') === 'abcd')).toBe(true);
    for (const place of [0, 1, 2, 3])
      for (const item of items) {
        const times = orders.filter((order) => order[place] === item).length;
        expect(times).toBeGreaterThan(400);
        expect(times).toBeLessThan(600);
      }
    expect(items).toEqual(['a', 'b', 'c', 'd']);
    expect(made.shuffled([])).toEqual([]);
  });
});

describe('a seeded system', () => {
  it('repeats with its seed, and differs with another', () => {
    const run = (seed: number) => {
      const made = seededSystem(seed, TEN);
      return [made.newCaseId(), made.newReference(), made.newToken(), made.shuffled([1, 2, 3, 4, 5])];
    };
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  it('returns the time that it was given until it is changed', () => {
    const made = seededSystem(1, TEN);
    expect([made.now(), made.now()]).toEqual([TEN, TEN]);
    made.pass(HOUR);
    expect(made.now()).toBe(TEN + HOUR);
    made.set(TEN);
    expect(made.now()).toBe(TEN);
  });
});

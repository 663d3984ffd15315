import { describe, expect, it } from 'vitest';
import { HOUR } from '../../shared/engine/calendar/instant.ts';
import { TEN } from './cases.ts';
import type { Subject } from './store-under-test.ts';

export function rateCounterContract(subject: Subject): void {
  const count = (name: string, by = 1) => subject().store.countUp(name, by, TEN + HOUR);

  describe('a counter', () => {
    it('begins at zero and returns its value after each count', async () => {
      expect(await count('reports#1#all')).toBe(1);
      expect(await count('reports#1#all', 8)).toBe(9);
      expect(await count('reports#2#all')).toBe(1);
    });

    it('loses none of many concurrent counts', async () => {
      const counts = await Promise.all(Array.from({ length: 20 }, () => count('misses#1')));
      expect(counts.toSorted((one, other) => one - other)).toEqual(counts.map((_, index) => index + 1));
    });
  });
}

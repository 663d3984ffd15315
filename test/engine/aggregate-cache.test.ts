import { expect, it } from 'vitest';
import type { AggregateKey } from '../../shared/engine/aggregate-key.ts';
import { aggregateCache } from '../../shared/engine/proof/aggregate-cache.ts';
import { station } from '../cases/room.ts';

const key: AggregateKey = { kind: 'case', station, id: `c${'a'.repeat(25)}` };

it('loads an aggregate once for all rows that ask for it at the same time', async () => {
  const asked: AggregateKey[] = [];
  const cache = aggregateCache({
    async findAggregate(wanted) {
      asked.push(wanted);
      return undefined;
    },
    findAggregates: async () => [],
  });
  expect(await Promise.all([cache.find(key), cache.find(key)])).toEqual([undefined, undefined]);
  expect(asked).toEqual([key]);
  // What was not there may be there by now.
  await cache.find(key);
  expect(asked).toHaveLength(2);
});

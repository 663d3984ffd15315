import { describe, expect, it } from 'vitest';
import { buildingNumber } from '../../../web/console/text/building-number.ts';

describe('the number of a building', () => {
  it.each([
    ['b07', '7'],
    ['b23', '23'],
    ['b3', '3'],
    ['12', '12'],
    ['repair-row', undefined],
    ['south-gate', undefined],
    ['b00', undefined],
  ])('of %s is %s', (building, number) => {
    expect(buildingNumber(building)).toBe(number);
  });
});

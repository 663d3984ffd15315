import { describe, expect, it } from 'vitest';
import { type Known, meaningsOf } from '../../../web/console/screens/search-terms.ts';

const known: Known = {
  places: [
    { place: 'b12-1', building: 'b12', entrance: '1', name: '12 号楼 1 单元' },
    { place: 'b12-2', building: 'b12', entrance: '2', name: '12 号楼 2 单元' },
  ],
  types: [{ type: 'noise', name: '噪音' }],
  people: [{ person: 'p-li', name: '李警官' }],
  now: Date.parse('2026-03-10T10:00:00+08:00'),
};
const filters = (text: string) =>
  meaningsOf(text, known).map((meaning) => (meaning.by === 'filters' ? meaning.filters : meaning));

describe('what somebody typed into the one field', () => {
  it.each([
    ['482 7193', { by: 'reference', reference: '4827193' }],
    ['４８２７１９３', { by: 'reference', reference: '4827193' }],
    ['138 0013 8000', { by: 'phone', phone: '138 0013 8000' }],
    ['12-2', { place: 'b12-2' }],
    ['12号楼', { building: 'b12' }],
    ['李', { assignee: 'p-li' }],
    ['噪', { type: 'noise' }],
    ['3-9', { from: '2026-03-09', to: '2026-03-10' }],
    ['11-30', { from: '2025-11-30', to: '2025-12-01' }],
    ['2026年3月1日', { from: '2026-03-01', to: '2026-03-02' }],
  ])('%s', (text, meaning) => {
    expect(filters(text)[0]).toEqual(meaning);
  });

  it.each(['', '99-9', '13-45', 'nobody'])('%j means nothing here', (text) => {
    expect(meaningsOf(text, known)).toEqual([]);
  });
});

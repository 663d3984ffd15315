import { describe, expect, it } from 'vitest';
import type { BoardRow } from '../../../web/console/api/shapes.ts';
import { groupsOf } from '../../../web/console/screens/board/groups.ts';

const now = Date.parse('2026-03-10T10:00:00+08:00');
const row = (caseId: string, dueAt?: string, overdue = false) => ({ caseId, dueAt, overdue }) as BoardRow;

describe('the groups of the work list', () => {
  it('go by urgency, and a day ends at its midnight', () => {
    const rows = [
      row('late', '2026-03-10T09:00:00+08:00', true),
      row('soon', '2026-03-10T10:59:59+08:00'),
      row('in an hour', '2026-03-10T11:00:00+08:00'),
      row('midnight', '2026-03-11T00:00:00+08:00'),
      row('tomorrow', '2026-03-11T00:01:00+08:00'),
      row('ended'),
    ];
    const groups = groupsOf(rows, now, false).map((group) => [
      group.name,
      group.rows.map(({ caseId }) => caseId),
    ]);
    expect(groups).toEqual([
      ['overdue', ['late']],
      ['hour', ['soon']],
      ['today', ['in an hour', 'midnight']],
      ['later', ['tomorrow']],
      ['ended', ['ended']],
    ]);
  });

  it('are one in the order of receipt, and none without rows', () => {
    expect(groupsOf([row('a'), row('b')], now, true)).toHaveLength(1);
    expect(groupsOf([], now, true)).toEqual([]);
  });
});

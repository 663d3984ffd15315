import { describe, expect, test } from 'vitest';
import { countStore } from '../../shared/adapters/memory/counts.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import type { CaseCount } from '../../shared/cases/statistics/case-count.ts';
import { HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { personId } from '../../shared/engine/scope.ts';
import { elsewhere, room, station } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';
import { http } from './http-api.ts';

// The room's clock stands at Monday, 2026-11-23 10:00.
const monday = at('2026-11-23 08:15');

/** A counted case, received on Monday morning and answered in time unless it is said otherwise. */
const countOf = (index: number, more: Partial<CaseCount> = {}): CaseCount => {
  const receivedAt = more.receivedAt ?? monday;
  return {
    station,
    caseId:
      `c${String.fromCharCode(97 + (index % 26))}${'a'.repeat(22)}${index < 26 ? 'aa' : 'ab'}` as CaseId,
    version: 1,
    at: receivedAt,
    receivedAt,
    type: 'dispute',
    building: 'b07',
    respond: { by: receivedAt + HOUR, clockBy: receivedAt + HOUR, metAt: receivedAt + 22 * MINUTE },
    ...more,
  };
};

async function withCounts(...counts: readonly CaseCount[]) {
  const tables = emptyTables();
  const store = countStore(tables);
  for (const count of counts) await store.keepCount(count);
  return http(await room(1, memoryStore(tables), tables));
}

const stats = 'GET /v1/office/stats';

describe('the numbers of a station', () => {
  test('come with numerator, denominator and unknown, which add up to all', async () => {
    const late = { respond: { by: monday + HOUR, clockBy: monday + HOUR, metAt: monday + HOUR + 1 } };
    const missed = { respond: { by: monday + HOUR, clockBy: monday + HOUR } };
    const pending = { respond: { by: monday + 5 * HOUR, clockBy: monday + 5 * HOUR } };
    const rig = await withCounts(countOf(0), countOf(1, late), countOf(2, missed), countOf(3, pending));
    const { body } = await rig.as('officer', stats);
    expect(body.totals).toMatchObject({
      received: 4,
      response: { numerator: 1, denominator: 3, unknown: 1 },
      completion: { numerator: 0, denominator: 0, unknown: 4 },
      endings: { open: 4 },
    });
    expect(body).toMatchObject({ countedThrough: '2026-11-23T00:15:00.000Z', complete: true });
  });

  test('are of today and the six days before, of a range, and of no other station', async () => {
    const rig = await withCounts(
      countOf(0, { receivedAt: at('2026-11-16 23:59') }),
      countOf(1, { receivedAt: at('2026-11-17 00:00') }),
      countOf(2, { receivedAt: at('2026-10-31 23:59') }),
      countOf(3, { receivedAt: at('2026-11-01 00:00') }),
      countOf(4, { station: elsewhere }),
    );
    const received = async (query?: Record<string, string>) =>
      (await rig.as('chief', stats, query ? { query } : {})).body.totals.received;
    expect(await received()).toBe(1);
    expect(await received({ from: '2026-10-31', to: '2026-10-31' })).toBe(1);
    expect(await received({ from: '2026-10-31', to: '2026-11-16' })).toBe(3);
    expect((await rig.as('elsewhere', stats)).body.totals.received).toBe(1);
  });

  test('are parted by as many groupings as are asked for', async () => {
    const evening = countOf(1, { receivedAt: at('2026-11-22 21:30'), type: 'hazard', building: 'b03' });
    const rig = await withCounts(countOf(0), evening, countOf(2));
    const { body } = await rig.as('chief', stats, { query: { by: 'type,building,hour,day' } });
    const keys = (by: string) =>
      body.groups[by].map(({ key, received }: { key: string; received: number }) => `${key} ${received}`);
    expect(Object.keys(body.groups)).toEqual(['type', 'building', 'hour', 'day']);
    expect(keys('type')).toEqual(['dispute 2', 'hazard 1']);
    expect(keys('building')).toEqual(['b07 2', 'b03 1']);
    expect(keys('hour')).toEqual(['1-08 2', '7-21 1']);
    expect(keys('day')).toEqual(['2026-11-22 1', '2026-11-23 2']);
  });

  test.each([
    [{ from: '2026-11-02', to: '2026-11-01' }, 'to', 'too-small'],
    [{ from: '2025-11-01', to: '2026-11-23' }, 'to', 'too-large'],
    [{ by: 'type,weather' }, 'by', 'unknown-choice'],
    [{ from: 'yesterday' }, 'from', 'wrong-format'],
    [{ until: '2026-11-01' }, 'until', 'unknown-field'],
  ] as const)('refuse %j', async (query, field, code) => {
    const rig = await withCounts();
    for (const id of [stats, 'GET /v1/office/stats.csv'] as const) {
      const { status, body, text } = await rig.as('chief', id, { query });
      expect(status).toBe(422);
      expect((body ?? JSON.parse(text)).errors).toMatchObject([{ field, code }]);
    }
  });

  test('are of a year at most where only its beginning is given', async () => {
    const rig = await withCounts();
    const { body } = await rig.as('chief', stats, { query: { from: '2020-01-01' } });
    expect(body).toMatchObject({ from: '2019-12-31T16:00:00.000Z', before: '2020-12-31T16:00:00.000Z' });
    const { body: recent } = await rig.as('chief', stats, { query: { from: '2026-11-20' } });
    expect(recent.before).toBe('2026-11-23T16:00:00.000Z');
  });
});

describe('persons with few cases', () => {
  const of = (person: string, first: number, cases: number) =>
    Array.from({ length: cases }, (_, index) => countOf(first + index, { assignee: personId(person) }));
  const shown = async (role: 'officer' | 'chief' | 'auditor', ...counts: readonly CaseCount[]) => {
    const rig = await withCounts(...counts);
    const { body } = await rig.as(role, stats, { query: { by: 'person' } });
    return body.groups.person?.map(
      ({ key, received }: { key: string; received: number }) => `${key} ${received}`,
    );
  };
  const counts = [...of('p-li', 0, 6), ...of('p-wang', 6, 4), ...of('p-zhao', 10, 3), countOf(13)];

  test.each(['chief', 'auditor'] as const)('are shown alone to the %s', async (role) => {
    expect(await shown(role, ...counts)).toEqual(['p-li 6', 'p-wang 4', 'p-zhao 3', ' 1']);
  });

  test('are shown together to officers', async () => {
    expect(await shown('officer', ...counts)).toEqual(['* 7', 'p-li 6', ' 1']);
  });

  test('are left out where all of them together are few, or are one person', async () => {
    expect(await shown('officer', ...of('p-li', 0, 2), ...of('p-wang', 2, 2), countOf(4))).toBeUndefined();
    expect(await shown('officer', ...of('p-li', 0, 9), countOf(9))).toBeUndefined();
    expect(await shown('officer', countOf(0))).toEqual([' 1']);
    expect(await shown('officer', ...of('p-li', 0, 3), ...of('p-wang', 3, 2))).toEqual(['* 5']);
    expect(await shown('chief', ...of('p-li', 0, 2))).toEqual(['p-li 2']);
  });

  test('take the next person with them where the total would show them', async () => {
    expect(await shown('officer', ...of('p-li', 0, 6), ...of('p-wang', 6, 2))).toEqual(['* 8']);
  });
});

describe('the numbers as a file', () => {
  test('are the same, in UTF-8 with a byte order mark, under headings of the reader’s language', async () => {
    const rig = await withCounts(countOf(0), countOf(1));
    const { headers, text } = await rig.as('chief', 'GET /v1/office/stats.csv', {
      query: { by: 'type' },
      headers: { 'accept-language': 'en' },
    });
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="statistics.csv"',
    });
    const [head, all, dispute, end] = text.split('\r\n');
    expect(
      head?.startsWith('\ufeff"by","part","received","answered","replied in time","reply was due"'),
    ).toBe(true);
    const numbers = '2,0,2,2,0,0,0,2,0,0,2,0,0,2,22,2,0,0,0,0,0,0,0,0,0,0,0,0';
    expect([all, dispute, end]).toEqual([`"","all",${numbers}`, `"type","A dispute",${numbers}`, '']);
    const chinese = await rig.as('chief', 'GET /v1/office/stats.csv');
    expect(chinese.text).toContain('"按时回复"');
  });

  test('contain nothing that a spreadsheet takes for a formula', async () => {
    const hostile = ['=cmd|A1', '＝1+1', '+1', '-1', '@SUM(A1)', '\t=1', '"=1"', '\u202e=1', ' =1'];
    const rig = await withCounts(...hostile.map((building, index) => countOf(index, { building })));
    const { text } = await rig.as('chief', 'GET /v1/office/stats.csv', { query: { by: 'building' } });
    const fields = text
      .split('\r\n')
      .slice(2, -1)
      .map((line) => /^"楼栋","((?:[^"]|"")*)",/.exec(line)?.[1]);
    expect(fields).toHaveLength(hostile.length);
    expect(
      fields.filter((field) => field === undefined || /^[\s\p{Cf}]*[=+\-@＝＋－＠|%\t]/u.test(field)),
    ).toEqual([]);
  });
});

import * as z from 'zod/mini';
import type { Instant } from '../../engine/calendar/instant.ts';
import { localDayAt } from '../../engine/calendar/local-day.ts';
import { defined } from '../../engine/defined.ts';
import { onFirstUse } from '../../engine/on-first-use.ts';
import { isStationId, type StationId } from '../../engine/scope.ts';
import type { Row, RowKey } from '../../engine/storage/row.ts';
import { count, instant, personId, readRow, unreadable } from '../../engine/storage/row-parts.ts';
import { ratings } from '../case.ts';
import { isCaseId } from '../case-key.ts';
import { caseTypes } from '../case-type.ts';
import { terminalStatuses } from '../lifecycle.ts';
import { type CaseCount, countedAnswers } from './case-count.ts';
import type { CountedPromise } from './counted-promise.ts';
import type { CountedRange } from './statistics-store.ts';

/** The partition of what a station received in one month. All of a station in one would grow without end. */
export const countPk = (station: StationId, month: string): string => `S#${station}#STATS#${month}`;

const PK = /^S#([^#]+)#STATS#\d{4}-\d{2}$/;
const SK = /^(\d{13})#(.+)$/;

/** Thirteen digits last until the year 2286, and keep the order of text equal to the order of time. */
const sortedAt = (at: Instant): string => String(Math.max(0, at)).padStart(13, '0');

const monthOf = (at: Instant): string => localDayAt(at).slice(0, 7);

/** The key of a count. Nothing in it ever changes for a case. */
export const countRow = ({
  station,
  caseId,
  receivedAt,
}: Pick<CaseCount, 'station' | 'caseId' | 'receivedAt'>): RowKey => ({
  pk: countPk(station, monthOf(receivedAt)),
  sk: `${sortedAt(receivedAt)}#${caseId}`,
});

/** A part of one partition: its sort keys, both included. */
export interface CountSpan {
  readonly pk: string;
  readonly from: string;
  readonly through: string;
}

/** The parts of partitions that a range covers, the earliest first; none for a range without time in it. */
export function countSpans({ station, from, before }: CountedRange): readonly CountSpan[] {
  if (from >= before) return [];
  const last = monthOf(before - 1);
  const months: string[] = [];
  for (let month = monthOf(from); month <= last; month = monthAfter(month)) months.push(month);
  const span = { from: sortedAt(from), through: `${sortedAt(before - 1)}#~` };
  return months.map((month) => ({ pk: countPk(station, month), ...span }));
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const after = number === 12 ? [year + 1, 1] : [year, number + 1];
  return after.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-');
}

const promise = () =>
  z.object({
    by: instant,
    clockBy: z.exactOptional(instant),
    metAt: z.exactOptional(instant),
    pausedAt: z.exactOptional(instant),
    endedAt: z.exactOptional(instant),
    closed: z.exactOptional(z.literal(true)),
  });

const shape = onFirstUse(() =>
  z.object({
    version: count,
    at: instant,
    type: z.enum(caseTypes),
    building: z.string(),
    ended: z.exactOptional(z.enum(terminalStatuses)),
    assignee: z.exactOptional(personId),
    replier: z.exactOptional(personId),
    respond: z.exactOptional(promise()),
    resolve: z.exactOptional(promise()),
    answer: z.exactOptional(z.enum(countedAnswers)),
    reopened: z.exactOptional(z.literal(true)),
    rating: z.exactOptional(z.enum(ratings)),
  }),
);

/** A count as a row: what its key says is not repeated, since the statistics of a year read every byte. */
export function countItem({ station, caseId, receivedAt, ...count }: CaseCount): Row {
  const { respond, resolve, ...rest } = count;
  const key = countRow({ station, caseId, receivedAt });
  return { ...key, ...rest, ...defined({ respond: packed(respond), resolve: packed(resolve) }) };
}

/** The attributes of such a row. */
export const countAttributes = (): readonly string[] => ['pk', 'sk', ...Object.keys(shape().shape)];

/** Throws `Unreadable` for a row that does not parse. */
export function countIn(row: Row): CaseCount {
  const [, station = ''] = PK.exec(String(row.pk)) ?? [];
  const [, receivedAt = '', caseId = ''] = SK.exec(String(row.sk)) ?? [];
  if (!isStationId(station) || !isCaseId(caseId)) throw unreadable(row, 'pk, sk');
  const { respond, resolve, ...rest } = readRow(shape, row);
  return {
    ...{ station, caseId, receivedAt: Number(receivedAt) },
    ...rest,
    ...defined({ respond: unpacked(respond), resolve: unpacked(resolve) }),
  };
}

function packed(given: CountedPromise | undefined): Row | undefined {
  if (given === undefined) return undefined;
  const { clockBy, ...rest } = given;
  return clockBy === given.by ? rest : { clockBy, ...rest };
}

type Packed = Omit<CountedPromise, 'clockBy'> & Partial<Pick<CountedPromise, 'clockBy'>>;
const unpacked = (given: Packed | undefined): CountedPromise | undefined =>
  given && { ...given, clockBy: given.clockBy ?? given.by };

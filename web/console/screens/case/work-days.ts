import { MINUTE } from '../../../../shared/engine/calendar/instant.ts';
import { localTime } from '../../../../shared/engine/calendar/local-time.ts';
import type { ShownExplanation } from '../../api/shapes.ts';

type Span = NonNullable<ShownExplanation['clocks'][number]['work']>[number];

/** A day of the line: each span as minutes that count. */
export interface WorkDay {
  readonly day: number;
  readonly at: string;
  readonly spans: readonly { readonly from: string; readonly minutes: number }[];
  readonly minutes: number;
}

/** The spans of working time by local day; together they are as long as the promise. */
export function workDays(work: readonly Span[]): readonly WorkDay[] {
  const days = new Map<number, Span[]>();
  for (const span of work) {
    const { day } = localTime(Date.parse(span.from));
    days.set(day, [...(days.get(day) ?? []), span]);
  }
  return [...days].map(([day, own]) => {
    const spans = own.map(({ from, to }) => ({
      from,
      minutes: (Date.parse(to) - Date.parse(from)) / MINUTE,
    }));
    return {
      day,
      at: own[0]?.from ?? '',
      spans,
      minutes: Math.round(spans.reduce((sum, { minutes }) => sum + minutes, 0)),
    };
  });
}

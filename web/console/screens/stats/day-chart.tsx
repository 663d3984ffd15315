import type { ShownGroup, ShownStatistics } from '../../api/shapes.ts';
import type { StatsSpan } from '../../stats-span.ts';
import { calendarDay } from '../../text/times.ts';
import { say, words } from '../../text/words.ts';
import { Numbers } from './figure-table.tsx';
import { lateOf, mostOf, receivedOf } from './figures.ts';
import { type Days, datesOf } from './span-days.ts';

interface DayChartProps {
  readonly span: StatsSpan;
  readonly groups: readonly ShownGroup[];
  readonly days: Days;
  readonly totals: ShownStatistics['totals'];
}

const WIDTH = 560;
const HEIGHT = 180;
/** The line that the bars stand on, and the highest bar. */
const BASE = 150;
const TALLEST = 120;
const BAR_MAX = 40;
/** So many days have their date written below. */
const LABELS_MAX = 7;

/** A bar for each day: in time, late above it, and not known yet on top; together they are all that were received. */
export function DayChart({ span, groups, days, totals }: DayChartProps) {
  const { stats } = words();
  const dates = datesOf(days);
  const most = mostOf(dates.map((date) => receivedOf(groups, date)));
  const slot = WIDTH / dates.length;
  const labelEvery = Math.ceil(dates.length / LABELS_MAX);
  const label = say(stats.perDaySum, {
    span: stats.spans[span],
    received: totals.received,
    late: lateOf(totals.response),
  });
  return (
    <section class="panel" aria-labelledby="stats-days">
      <h2 id="stats-days">{stats.perDay}</h2>
      <p class="hint">{stats.perDayHint}</p>
      <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        <path class="base" d={`M0 ${BASE + 0.5}H${WIDTH}`} />
        {dates.map((date, index) => (
          <Bar
            key={date}
            group={groups.find(({ key }) => key === date)}
            middle={(index + 0.5) * slot}
            width={Math.min(BAR_MAX, slot * 0.7)}
            unit={TALLEST / Math.max(most, 1)}
            date={
              index % labelEvery === 0 ? say(stats.dayOfMonth, { day: Number(date.slice(8)) }) : undefined
            }
          />
        ))}
      </svg>
      <Numbers name="day" groups={groups} labelOf={calendarDay} />
    </section>
  );
}

interface BarProps {
  readonly group: ShownGroup | undefined;
  readonly middle: number;
  readonly width: number;
  /** The height of one case. */
  readonly unit: number;
  readonly date: string | undefined;
}

function Bar({ group, middle, width, unit, date }: BarProps) {
  const { response, received = 0 } = group ?? {};
  const stack: readonly (readonly [string, number])[] =
    response === undefined
      ? []
      : [
          ['in-time', response.numerator],
          ['late', lateOf(response)],
          ['unknown', response.unknown],
        ];
  let top = BASE;
  return (
    <>
      {stack.map(([kind, count]) => {
        if (count === 0) return null;
        top -= count * unit;
        return (
          <rect key={kind} class={kind} x={middle - width / 2} y={top} width={width} height={count * unit} />
        );
      })}
      {received > 0 && (
        <text x={middle} y={top - 6}>
          {received}
        </text>
      )}
      {date !== undefined && (
        <text x={middle} y={HEIGHT - 6}>
          {date}
        </text>
      )}
    </>
  );
}

import type { ShownGroup } from '../../api/shapes.ts';
import type { StatsSpan } from '../../stats-span.ts';
import { say, words } from '../../text/words.ts';
import { HOURS, heatOf, mostOf, receivedIn } from './figures.ts';
import { type Days, weekdaysOf } from './span-days.ts';

interface HourTableProps {
  readonly span: StatsSpan;
  readonly groups: readonly ShownGroup[];
  readonly days: Days;
}

/** Weekdays and the hours of the day, three in each cell; it is a picture and its table in one. */
export function HourTable({ span, groups, days }: HourTableProps) {
  const { stats, time } = words();
  const rows = weekdaysOf(days).map((weekday) => ({
    weekday,
    counts: HOURS.map((hour) => ({ hour, count: receivedIn(groups, weekday, hour) })),
  }));
  const most = mostOf(rows.flatMap(({ counts }) => counts.map(({ count }) => count)));
  return (
    <section class="panel hours" aria-labelledby="stats-when">
      <h2 id="stats-when">{stats.when}</h2>
      <p class="hint" id="stats-when-hint">
        {say(stats.whenHint, { span: stats.spans[span] })}
      </p>
      <table class="heat" aria-labelledby="stats-when" aria-describedby="stats-when-hint">
        <thead>
          <tr>
            <td />
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ weekday, counts }) => (
            <tr key={weekday}>
              <th scope="row">{time.weekdays[weekday % 7]}</th>
              {counts.map(({ hour, count }) => (
                <td key={hour} class={`heat-${heatOf(count, most)}`} data-hour={say(stats.hour, { hour })}>
                  {count}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import { DAY } from '../../../../../shared/engine/calendar/instant.ts';
import { localTime } from '../../../../../shared/engine/calendar/local-time.ts';
import type { ShownComparison } from '../../../api/shapes.ts';
import { Icon } from '../../../components/icon.tsx';
import { calendarDay } from '../../../text/times.ts';
import { say } from '../../../text/words.ts';
import { settingsWords } from './settings-words.ts';

type Day = NonNullable<ShownComparison['replay']>['days'][number];

const [WIDTH, HEIGHT] = [500, 52];
/** The picture shows as many days as a trial looks at, and some where it began in the night. */
const DAYS_MAX = 32;

interface DayStripProps {
  readonly days: readonly Day[];
  readonly from: string;
  readonly to: string;
}

/** On which days there would have been more reminders and more broken promises; the table below says the same. */
export function DayStrip({ days, from, to }: DayStripProps) {
  const { trial } = settingsWords();
  const dates = datesBetween(from, to);
  const found = new Map(days.map((one) => [one.day, one]));
  const more = ({ before, after }: Day['reminders']): number => Math.max(0, after - before);
  const most = Math.max(1, ...days.map(({ reminders, breaches }) => more(reminders) + more(breaches)));
  const step = WIDTH / Math.max(1, dates.length);
  return (
    <>
      <svg class="set-strip" viewBox={`0 0 ${WIDTH} ${HEIGHT + 2}`} aria-hidden="true">
        <path class="base" d={`M0 ${HEIGHT + 1}H${WIDTH}`} />
        {dates.map((date, index) => {
          const one = found.get(date);
          const x = index * step + step / 6;
          const width = (step * 2) / 3;
          const up = one === undefined ? 0 : (HEIGHT * more(one.reminders)) / most;
          const late = one === undefined ? 0 : (HEIGHT * more(one.breaches)) / most;
          return (
            <g key={date}>
              <rect class="day" x={x} y={HEIGHT - 2} width={width} height={2} />
              <rect class="up" x={x} y={HEIGHT - up} width={width} height={up} />
              <rect class="late" x={x} y={HEIGHT - up - late} width={width} height={late} />
            </g>
          );
        })}
      </svg>
      <p class="hint">{trial.daysHint}</p>
      <details class="fold">
        <summary>
          {trial.days}
          <Icon of="down" />
        </summary>
        <table class="figures set-table">
          <thead>
            <tr>
              <th scope="col">{trial.day}</th>
              <th scope="col">{trial.reminders}</th>
              <th scope="col">{trial.breaches}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, reminders, breaches }) => (
              <tr key={day}>
                <th scope="row">{calendarDay(day)}</th>
                <td>{say(trial.fromTo, reminders)}</td>
                <td>{say(trial.fromTo, breaches)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

function datesBetween(from: string, to: string): readonly string[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const dates: string[] = [];
  for (let at = first; at < last + DAY && dates.length < DAYS_MAX; at += DAY) {
    const { date } = localTime(at);
    if (date <= localTime(last).date) dates.push(date);
  }
  return dates;
}

import { dayNumberOf, type LocalDay } from '../../../../../shared/engine/calendar/local-day.ts';
import { localTime } from '../../../../../shared/engine/calendar/local-time.ts';
import { calendarDay, now } from '../../../text/times.ts';
import { say } from '../../../text/words.ts';
import { type Content, valueAt } from './content.ts';
import { settingsWords } from './settings-words.ts';

/** How far the holidays are known, and the months of this year and the next as small pictures of the list below. */
export function HolidayYears({ content }: { readonly content: Content }) {
  const { calendar } = settingsWords();
  const horizon = String(valueAt(content, 'holidays.horizon') ?? '');
  const year = Number(localTime(now()).date.slice(0, 4));
  const known = Number(horizon.slice(0, 4));
  const missing = known <= year ? Math.max(known + 1, year) : undefined;
  const years = [year, year + 1].filter((one) => one <= known);
  return (
    <>
      <p class={missing === undefined ? 'notice' : 'notice is-soon'}>
        {missing === undefined
          ? say(calendar.announced, { day: dateName(horizon) })
          : say(calendar.notAnnounced, { year: missing, day: dateName(horizon) })}
      </p>
      {years.map((one) => (
        <Year key={one} year={one} content={content} />
      ))}
    </>
  );
}

const dateName = (day: string): string => `${day.slice(0, 4)} · ${calendarDay(day)}`;

function Year({ year, content }: { readonly year: number; readonly content: Content }) {
  const days = (path: string): ReadonlySet<string> => {
    const value = valueAt(content, path);
    return new Set(Array.isArray(value) ? value.map(String) : []);
  };
  const off = days('holidays.daysOff');
  const worked = days('holidays.makeUpDays');
  return (
    <div class="set-year">
      <h3>{say(settingsWords().calendar.earlier, { year })}</h3>
      <div class="months">
        {Array.from({ length: 12 }, (_, month) => (
          <Month key={month} year={year} month={month + 1} off={off} worked={worked} />
        ))}
      </div>
    </div>
  );
}

const CELL = 24;

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly off: ReadonlySet<string>;
  readonly worked: ReadonlySet<string>;
}

/** One month; the list beside it says the same in words. Weeks begin on Monday. */
function Month({ year, month, off, worked }: MonthProps) {
  const { calendar } = settingsWords();
  const two = (n: number): string => String(n).padStart(2, '0');
  const dateOf = (day: number): LocalDay => `${year}-${two(month)}-${two(day)}` as LocalDay;
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  // Day 0 was a Thursday.
  const shift = (dayNumberOf(dateOf(1)) + 3) % 7;
  return (
    <svg class="month" aria-hidden="true" viewBox={`0 0 ${7 * CELL} ${7 * CELL}`}>
      <text class="name" x="2" y="16">
        {say(calendar.month, { month })}
      </text>
      {Array.from({ length }, (_, index) => {
        const at = index + shift;
        const [x, y] = [(at % 7) * CELL, (Math.floor(at / 7) + 1) * CELL];
        const date = dateOf(index + 1);
        const kind = worked.has(date) ? 'work' : off.has(date) ? 'off' : at % 7 > 4 ? 'weekend' : 'plain';
        return (
          <g key={date} class={kind}>
            <rect x={x + 1} y={y + 1} width={CELL - 2} height={CELL - 2} rx="3" />
            <text x={x + CELL / 2} y={y + CELL / 2 + 4} text-anchor="middle">
              {kind === 'work' ? calendar.workMark : kind === 'off' ? calendar.offMark : index + 1}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

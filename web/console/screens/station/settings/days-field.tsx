import { datesThrough, dayNumberOf, type LocalDay } from '../../../../../shared/engine/calendar/local-day.ts';
import { draftOf, writeDraft } from '../../../session/drafts.ts';
import { calendarDay } from '../../../text/times.ts';
import { say } from '../../../text/words.ts';
import type { FormField, Typed } from './field.ts';
import { settingsWords } from './settings-words.ts';

interface DaysProps {
  readonly id: string;
  readonly field: Extract<FormField, { readonly kind: 'days' }>;
  readonly typed: Typed;
  readonly type: (given: Partial<Typed>) => void;
  readonly error: string | undefined;
  readonly isReadOnly: boolean;
}

/** The days of a list, those in a row together, by year; a holiday is added by its first and its last day. */
export function DaysField({ id, field, typed, type, error, isReadOnly }: DaysProps) {
  const { calendar } = settingsWords();
  const days = daysIn(typed);
  const years = [...new Set(days.map((day) => day.slice(0, 4)))].sort().reverse();
  const write = (next: readonly LocalDay[]): void => type({ amount: [...new Set(next)].sort().join(' ') });
  return (
    <fieldset class={error === undefined ? 'field' : 'field is-bad'}>
      <legend class="label">{field.label}</legend>
      {error !== undefined && <p class="err">{error}</p>}
      {days.length === 0 && <p class="hint">{calendar.noneOff}</p>}
      {years.map((year) => (
        <div key={year} class="set-year">
          <h4>{say(calendar.earlier, { year })}</h4>
          <ul class="set-days">
            {rangesOf(days.filter((day) => day.startsWith(year))).map((range) => (
              <Range
                key={range[0]}
                range={range}
                remove={isReadOnly ? undefined : () => write(days.filter((day) => !range.includes(day)))}
              />
            ))}
          </ul>
        </div>
      ))}
      {!isReadOnly && <AddDays id={id} field={field} add={(more) => write([...days, ...more])} />}
    </fieldset>
  );
}

export const daysIn = ({ amount }: Pick<Typed, 'amount'>): readonly LocalDay[] =>
  amount === '' ? [] : (amount.split(' ') as LocalDay[]);

/** The number of a day; `undefined` for what a file calls one and the calendar does not. */
function numberOf(day: string): number | undefined {
  try {
    return dayNumberOf(day as LocalDay);
  } catch {
    return undefined;
  }
}

/** Days in a row as one range. */
export function rangesOf(days: readonly LocalDay[]): readonly (readonly LocalDay[])[] {
  const ranges: LocalDay[][] = [];
  for (const day of [...days].sort()) {
    const last = ranges.at(-1);
    const before = last?.at(-1);
    const isNext = before !== undefined && numberOf(day) === (numberOf(before) ?? Number.NaN) + 1;
    if (last !== undefined && isNext) last.push(day);
    else ranges.push([day]);
  }
  return ranges;
}

/** `10 月 1 日 至 10 月 8 日，8 天` */
export function rangeName(range: readonly LocalDay[]): string {
  const [first = ''] = range;
  const last = range.at(-1) ?? first;
  if (range.length === 1) return calendarDay(first);
  const { range: sentence } = settingsWords().calendar;
  return say(sentence, { first: calendarDay(first), last: calendarDay(last), days: range.length });
}

function Range(props: { readonly range: readonly LocalDay[]; readonly remove: (() => void) | undefined }) {
  const { form } = settingsWords();
  const name = rangeName(props.range);
  return (
    <li>
      <span>{name}</span>
      {props.remove !== undefined && (
        <button
          type="button"
          class="btn btn-s btn-quiet"
          aria-label={`${form.remove} ${name}`}
          onClick={props.remove}
        >
          {form.remove}
        </button>
      )}
    </li>
  );
}

/** A longer holiday is a mistyped year. */
const DAYS_MAX = 60;

interface AddProps {
  readonly id: string;
  readonly field: DaysProps['field'];
  readonly add: (days: readonly LocalDay[]) => void;
}

function AddDays({ id, field, add }: AddProps) {
  const { calendar } = settingsWords();
  // What is typed here outlives a reload like the rest of the form.
  const typed = draftOf('settings', id);
  const [first = '', last = ''] = typed.value.split(' ');
  const isRange = field.path === 'holidays.daysOff';
  const set = (from: string, to: string): void =>
    writeDraft('settings', id, from === '' && to === '' ? '' : `${from} ${to}`);
  const through = isRange ? last : first;
  const chosen = isDay(first) && isDay(through) ? datesThroughAtMost(first, through) : undefined;
  return (
    <>
      <div class="length">
        <Day
          id={`${id}-first`}
          label={isRange ? calendar.first : calendar.day}
          value={first}
          set={(day) => set(day, last)}
        />
        {isRange && (
          <Day id={`${id}-last`} label={calendar.last} value={last} set={(day) => set(first, day)} />
        )}
      </div>
      {first !== '' && through !== '' && chosen === undefined && <p class="err">{calendar.wrongRange}</p>}
      <p class="row">
        <button
          type="button"
          class="btn btn-s"
          disabled={chosen === undefined}
          onClick={() => {
            if (chosen === undefined) return;
            add(chosen);
            set('', '');
          }}
        >
          {isRange ? calendar.addOff : calendar.addMakeUp}
        </button>
      </p>
    </>
  );
}

const isDay = (text: string): text is LocalDay => /^\d{4}-\d{2}-\d{2}$/.test(text);

function datesThroughAtMost(first: LocalDay, last: LocalDay): readonly LocalDay[] | undefined {
  const days = (numberOf(last) ?? Number.NaN) - (numberOf(first) ?? Number.NaN);
  return days >= 0 && days < DAYS_MAX ? datesThrough(first, last) : undefined;
}

function Day(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly set: (day: string) => void;
}) {
  return (
    <div>
      <label class="hint" for={props.id}>
        {props.label}
      </label>
      <input
        class="input"
        id={props.id}
        type="date"
        value={props.value}
        onChange={(event) => props.set(event.currentTarget.value)}
      />
    </div>
  );
}

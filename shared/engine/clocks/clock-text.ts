import type { CalendarName } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import type { Clock } from './clock.ts';
import type { Escalation } from './escalation.ts';
import { SPAN, spanOf, spanText } from './span-text.ts';

const calendarOf: Readonly<Record<string, CalendarName>> = { a: 'always', d: 'duty', o: 'office' };
const stateOf: Readonly<Record<string, Clock['state']>> = {
  r: 'running',
  p: 'paused',
  m: 'met',
  b: 'breached',
};

const SPANS = new RegExp(SPAN, 'g');
const CLOCK = new RegExp(
  `^([a-z][a-z0-9])([ado])([rpmb])(l?)(h?)(\\d+):(${SPAN})(${SPAN})((?:${SPAN})*)(?:~(${SPAN}))?(?:\\^(${SPAN}))?(?:@(\\d+))?$`,
);
const ESCALATION = new RegExp(`^(\\d+)([ac])(${SPAN})(${SPAN})$`);

/** Clocks as a row stores them, and the people who met some of them, each listed once. */
export interface PackedClocks {
  readonly clocks: readonly string[];
  readonly people: readonly string[];
}

/** Writes and reads the clocks of one kind of aggregate. */
export interface ClockText<Kind extends string> {
  /** Encodes clocks relative to the start of the aggregate. */
  pack(clocks: readonly Clock<Kind>[], beganAt: Instant): PackedClocks;
  /** The reverse of `pack`. Throws a SyntaxError for text that it did not write. */
  unpack(packed: PackedClocks, beganAt: Instant): readonly Clock<Kind>[];
}

/**
 * Encodes clocks as text. A case has up to a dozen clocks, every timer rewrites its row, and the row should cost one
 * write unit. `redr1:0D2H1H2oM` means: respond, duty, running, one reminder taken; started with the report, promised
 * two hours later, reminders after one hour and after 96 minutes (2o in base 36). Exact to the millisecond.
 * @param codes two letters for each kind of clock
 */
export function clockText<Kind extends string>(codes: Readonly<Record<Kind, string>>): ClockText<Kind> {
  const kindOf = new Map(Object.entries<string>(codes).map(([kind, code]) => [code, kind as Kind]));

  function packed(clock: Clock<Kind>, beganAt: Instant, people: readonly string[]): string {
    const { kind, calendar, state, late, beyondHorizon, startedAt, promiseAt, pausedAt, metAt, metBy } =
      clock;
    const marks = `${late ? 'l' : ''}${beyondHorizon ? 'h' : ''}${clock.reminded}`;
    const since = (at: Instant) => spanText(at - startedAt);
    const spans = [spanText(startedAt - beganAt), since(promiseAt), ...clock.remindAt.map(since)].join('');
    const pausedMark = pausedAt === undefined ? '' : `~${since(pausedAt)}`;
    const metMark = metAt === undefined ? '' : `^${since(metAt)}`;
    const personMark = metBy === undefined ? '' : `@${people.indexOf(metBy)}`;
    const suffix = `${pausedMark}${metMark}${personMark}`;
    return `${codes[kind]}${calendar.charAt(0)}${state.charAt(0)}${marks}:${spans}${suffix}`;
  }

  function unpacked(text: string, beganAt: Instant, people: readonly string[]): Clock<Kind> {
    const [, code = '', calendarMark = '', stateMark = '', late, horizon, reminded, ...spans] =
      CLOCK.exec(text) ?? [];
    const [started = '', promise = '', reminders = '', paused, met, by] = spans;
    const kind = kindOf.get(code);
    const calendar = calendarOf[calendarMark];
    const state = stateOf[stateMark];
    const metBy = by === undefined ? undefined : people[Number(by)];
    if (!kind || !calendar || !state || (by && metBy === undefined))
      throw new SyntaxError('not a packed clock');
    const startedAt = beganAt + spanOf(started);
    const since = (span: string): Instant => startedAt + spanOf(span);
    return {
      kind,
      calendar,
      startedAt,
      remindAt: (reminders.match(SPANS) ?? []).map(since),
      reminded: Number(reminded),
      promiseAt: since(promise),
      state,
      ...(paused && { pausedAt: since(paused) }),
      ...(met && { metAt: since(met) }),
      ...(late && { late: true as const }),
      ...(horizon && { beyondHorizon: true as const }),
      ...defined({ metBy }),
    };
  }

  return {
    pack(clocks, beganAt) {
      const people = [...new Set(clocks.flatMap(({ metBy }) => metBy ?? []))];
      return { clocks: clocks.map((clock) => packed(clock, beganAt, people)), people };
    },
    unpack: ({ clocks, people }, beganAt) => clocks.map((text) => unpacked(text, beganAt, people)),
  };
}

/**
 * Encodes an escalation as text: `2c5MaM` means the second level, not acknowledged, started 5 minutes after the report,
 * with the next step 10 minutes after that.
 */
export const packEscalation = ({ startedAt, level, nextAt, acting }: Escalation, beganAt: Instant): string =>
  `${level}${acting ? 'a' : 'c'}${spanText(startedAt - beganAt)}${spanText(nextAt - startedAt)}`;

/** The reverse of `packEscalation`. Throws a SyntaxError for text that it did not write. */
export function unpackEscalation(text: string, beganAt: Instant): Escalation {
  const [, level, mode, started = '', next = ''] = ESCALATION.exec(text) ?? [];
  if (level === undefined) throw new SyntaxError('not a packed escalation');
  const startedAt = beganAt + spanOf(started);
  return { startedAt, level: Number(level), nextAt: startedAt + spanOf(next), acting: mode === 'a' };
}

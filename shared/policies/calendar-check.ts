import { type ContentFault, fault } from './content-fault.ts';
import type { CalendarContent } from './policy.ts';

const DAY_MINUTES = 24 * 60;
/** Messages below P1 wait for the end of the quiet hours, which must leave eight hours a day. */
const QUIET_MINUTES_MAX = 16 * 60;
/** With less, a promise of some hours would end weeks later. */
const OPEN_MINUTES_MIN = 60;

/** Throws a RangeError that lists why these hours would delay messages or promises for too long. */
export function checkCalendar(calendar: CalendarContent): void {
  const faults = calendarFaults(calendar).map(({ sentence }) => sentence);
  if (faults.length > 0) throw new RangeError(`This calendar is refused:\n${faults.join('\n')}`);
}

/** The same reasons as data. */
export function calendarFaults({ hours, quietHours, holidays }: CalendarContent): readonly ContentFault[] {
  return [
    ...(minutesOf(quietHours) > QUIET_MINUTES_MAX
      ? [
          fault(
            'quiet-too-long',
            'quietHours',
            {},
            'The quiet hours leave less than eight hours a day for messages.',
          ),
        ]
      : []),
    ...(['always', 'duty', 'office'] as const)
      .filter((name) => hours[name].reduce((sum, span) => sum + minutesOf(span), 0) < OPEN_MINUTES_MIN)
      .map((name) =>
        fault(
          'hardly-open',
          `hours.${name}`,
          { calendar: name },
          `The calendar "${name}" is open for less than an hour a day.`,
        ),
      ),
    ...[...holidays.daysOff, ...holidays.makeUpDays, holidays.horizon]
      .filter((day) => day < '2000-01-01' || day > '2100-12-31')
      .map((day) => fault('other-century', 'holidays', { day }, `${day} is not a day of this century.`)),
  ];
}

/** The length of a span; one that ends before it begins crosses midnight. */
const minutesOf = ({ fromMinute, toMinute }: CalendarContent['quietHours']): number =>
  toMinute >= fromMinute ? toMinute - fromMinute : toMinute - fromMinute + DAY_MINUTES;

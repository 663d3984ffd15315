import type { Length } from '../engine/calendar/calendar.ts';
import type { Question, Terms, TypePolicy } from './policy.ts';

export const minutes = (n: number): Length => ({ minutes: n });
export const hours = (n: number): Length => ({ hours: n });
export const days = (n: number): Length => ({ days: n });

/** The defaults where DOMAIN.md defines nothing for a type (DESIGN.md, Exact meanings). */
export const typeDefaults = {
  firstResponsible: 'officer',
  escalatesFrom: 'breach',
  update: days(7),
  updateCalendar: 'duty',
  window: days(7),
  residentAnswer: days(7),
  thirdParty: days(3),
  switchedOff: [],
  closing: 'at-window-end',
  withdrawal: 'at-once',
  milestones: [],
  questions: {},
  sensitive: false,
  secretReporter: false,
} as const satisfies Partial<TypePolicy>;

/** An optional question with fixed choices; a resident in distress need not answer it. */
export const choice = (...choices: readonly [string, ...string[]]): Question => ({
  choices,
  required: false,
});

/** Round the clock; handover within one hour. */
export const urgent = { calendar: 'always', handover: hours(1) } as const satisfies Partial<Terms>;
/** By day and evening, seven days a week. */
export const onDuty = { calendar: 'duty', handover: days(1) } as const satisfies Partial<Terms>;
/** In office hours; `resolve` counts every day of the week. */
export const inOffice = {
  calendar: 'office',
  handover: days(1),
  resolveCalendar: 'duty',
} as const satisfies Partial<Terms>;

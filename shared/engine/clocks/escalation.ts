import type { CalendarName, Calendars, Length } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instant.ts';
import type { Responsible } from '../responsible.ts';

/** One level: the role that it notifies, and how long after the escalation's start, in the calendar's working time. */
export interface EscalationLevel {
  readonly responsible: Responsible;
  readonly after: Length;
}

export interface EscalationPolicy {
  readonly calendar: CalendarName;
  readonly levels: readonly [EscalationLevel, ...EscalationLevel[]];
}

/**
 * The one escalation of an aggregate. `level` is the number of levels reached (0: none yet). While `acting`, a person
 * has acknowledged the level and `nextAt` ends that person's time to act; otherwise `nextAt` is when the next level is
 * reached.
 */
export interface Escalation {
  readonly startedAt: Instant;
  readonly level: number;
  readonly nextAt: Instant;
  readonly acting: boolean;
}

/**
 * The result of a tick: the escalation at its new level, the levels skipped on the way, and repeats of the top level.
 */
export interface Escalated {
  readonly escalation: Escalation;
  readonly skipped: readonly number[];
  readonly repeats: number;
}

/**
 * Working time from one level to the following one. At the top it is the last interval again: the top level repeats
 * until a person acts.
 */
function intervalMs(calendars: Calendars, { calendar, levels }: EscalationPolicy, level: number): number {
  const to = Math.min(level + 1, levels.length);
  const afterMs = (reached: number) => {
    const after = levels[reached - 1]?.after;
    return after === undefined ? 0 : calendars.lengthMs(calendar, after);
  };
  return afterMs(to) - afterMs(to - 1);
}

const nextLevelAt = (calendars: Calendars, policy: EscalationPolicy, level: number, from: Instant): Instant =>
  calendars.addWorking(policy.calendar, from, intervalMs(calendars, policy, level)).at;

/** Starts an escalation; its first level is reached one interval after `from`. */
export const startEscalation = (
  calendars: Calendars,
  policy: EscalationPolicy,
  from: Instant,
): Escalation => ({
  startedAt: from,
  level: 0,
  nextAt: nextLevelAt(calendars, policy, 0, from),
  acting: false,
});

/** A person acknowledged the level: the escalation waits for one interval, in which that person must act. */
export const acknowledgeLevel = (
  calendars: Calendars,
  policy: EscalationPolicy,
  escalation: Escalation,
  now: Instant,
): Escalation => ({
  ...escalation,
  acting: true,
  nextAt: nextLevelAt(calendars, policy, escalation.level, now),
});

/** No person holds the role of this level, or the message to it failed for good: the next level is due at once. */
export const escalateAtOnce = (escalation: Escalation, now: Instant): Escalation => ({
  ...escalation,
  acting: false,
  nextAt: Math.min(escalation.nextAt, now),
});

/**
 * Escalates to the highest level due at `now` and skips those below it, so that after an outage one message is sent.
 * `undefined` when the next level is not due yet.
 */
export function escalate(
  calendars: Calendars,
  policy: EscalationPolicy,
  escalation: Escalation,
  now: Instant,
): Escalated | undefined {
  if (escalation.nextAt > now) return undefined;
  const top = policy.levels.length;
  const reached: number[] = [];
  let { level, nextAt } = escalation;
  while (nextAt <= now && level < top) {
    level += 1;
    reached.push(level);
    nextAt = nextLevelAt(calendars, policy, level, nextAt);
  }
  const repeats = repeatsAtTop(calendars, policy, nextAt, now);
  return {
    escalation: { startedAt: escalation.startedAt, level, nextAt: repeats.nextAt, acting: false },
    skipped: reached.slice(0, -1),
    repeats: repeats.count,
  };
}

/** How often the top level was due again by `now`; found by division, since an outage may span thousands of repeats. */
function repeatsAtTop(
  calendars: Calendars,
  policy: EscalationPolicy,
  nextAt: Instant,
  now: Instant,
): { readonly count: number; readonly nextAt: Instant } {
  if (nextAt > now) return { count: 0, nextAt };
  const everyMs = intervalMs(calendars, policy, policy.levels.length);
  const passedMs = calendars.workingBetween(policy.calendar, nextAt, now);
  const count = Math.floor(passedMs / everyMs) + 1;
  return { count, nextAt: calendars.addWorking(policy.calendar, nextAt, count * everyMs).at };
}

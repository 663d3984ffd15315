import type { CalendarName, Calendars, Length } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instant.ts';
import type { Responsible } from '../responsible.ts';

/** One level: whom it addresses, and how long after the escalation's start, in its calendar's working time. */
export interface EscalationLevel {
  readonly responsible: Responsible;
  readonly after: Length;
}

export interface EscalationPolicy {
  readonly calendar: CalendarName;
  readonly levels: readonly [EscalationLevel, ...EscalationLevel[]];
}

/**
 * The one escalation of a case. `level` counts those reached (0: none yet). While `acting`, somebody has acknowledged
 * and `nextAt` is the end of that level's own action clock; otherwise `nextAt` is when the next level is reached.
 */
export interface Escalation {
  readonly startedAt: Instant;
  readonly level: number;
  readonly nextAt: Instant;
  readonly acting: boolean;
}

/** What a tick finds on the escalation: the level now reached, those passed on the way, repeats at the top. */
export interface Escalated {
  readonly escalation: Escalation;
  readonly skipped: readonly number[];
  readonly repeats: number;
}

/**
 * Working time from one level to the following one. At the top it is the last interval again: the top repeats until
 * somebody acts.
 */
function intervalMs(calendars: Calendars, { calendar, levels }: EscalationPolicy, level: number): number {
  const to = Math.min(level + 1, levels.length);
  const afterMs = (reached: number) => {
    const after = levels[reached - 1]?.after;
    return after === undefined ? 0 : calendars.lengthMs(calendar, after);
  };
  return afterMs(to) - afterMs(to - 1);
}

const following = (calendars: Calendars, policy: EscalationPolicy, level: number, from: Instant): Instant =>
  calendars.addWorking(policy.calendar, from, intervalMs(calendars, policy, level)).at;

/** Puts up the escalation; its first level is one interval away from `from`. */
export const startEscalation = (
  calendars: Calendars,
  policy: EscalationPolicy,
  from: Instant,
): Escalation => ({
  startedAt: from,
  level: 0,
  nextAt: following(calendars, policy, 0, from),
  acting: false,
});

/** Somebody took it on: the escalation stops and the level's own action clock starts. */
export const acknowledgeLevel = (
  calendars: Calendars,
  policy: EscalationPolicy,
  escalation: Escalation,
  now: Instant,
): Escalation => ({
  ...escalation,
  acting: true,
  nextAt: following(calendars, policy, escalation.level, now),
});

/** Nobody stands on this level, or the message to it died: the next one is due at once. */
export const escalateAtOnce = (escalation: Escalation, now: Instant): Escalation => ({
  ...escalation,
  acting: false,
  nextAt: Math.min(escalation.nextAt, now),
});

/**
 * Climbs all levels that `now` has passed and folds them into the highest, so that an outage ends in one message.
 * `undefined` when the next level is still ahead.
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
    nextAt = following(calendars, policy, level, nextAt);
  }
  const repeats = repeatsAtTop(calendars, policy, nextAt, now);
  return {
    escalation: { startedAt: escalation.startedAt, level, nextAt: repeats.nextAt, acting: false },
    skipped: reached.slice(0, -1),
    repeats: repeats.count,
  };
}

/** How often the top would have repeated by `now`; counted by division, since an outage may hold thousands. */
function repeatsAtTop(
  calendars: Calendars,
  policy: EscalationPolicy,
  nextAt: Instant,
  now: Instant,
): { readonly count: number; readonly nextAt: Instant } {
  if (nextAt > now) return { count: 0, nextAt };
  const everyMs = intervalMs(calendars, policy, policy.levels.length);
  const passedMs = calendars.workingBetween(policy.calendar, nextAt, now);
  const further = Math.floor(passedMs / everyMs);
  const candidate = calendars.addWorking(policy.calendar, nextAt, (further + 1) * everyMs).at;
  return { count: further + 1, nextAt: candidate };
}

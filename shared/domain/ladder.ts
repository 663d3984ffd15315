import type { CalendarName, Calendars, Length } from './calendar.ts';
import type { Instant } from './instant.ts';
import type { Party } from './party.ts';

/** One rung: whom it addresses, and how long after the ladder's start, in its calendar's working time. */
export interface Rung {
  readonly party: Party;
  readonly after: Length;
}

export interface LadderPolicy {
  readonly calendar: CalendarName;
  readonly rungs: readonly [Rung, ...Rung[]];
}

/**
 * The one ladder of a case. `rung` counts those reached (0: none yet). While `acting`, somebody has acknowledged
 * and `nextAt` is the end of that rung's own action clock; otherwise `nextAt` is when the next rung is reached.
 */
export interface Ladder {
  readonly startedAt: Instant;
  readonly rung: number;
  readonly nextAt: Instant;
  readonly acting: boolean;
}

/** What a tick finds on the ladder: the rung now reached, those passed on the way, repeats at the top. */
export interface Climb {
  readonly ladder: Ladder;
  readonly skipped: readonly number[];
  readonly repeats: number;
}

/**
 * Working time from one rung to the following one. At the top it is the last interval again: the top repeats until
 * somebody acts.
 */
function intervalMs(calendars: Calendars, { calendar, rungs }: LadderPolicy, rung: number): number {
  const to = Math.min(rung + 1, rungs.length);
  const afterMs = (reached: number) => {
    const after = rungs[reached - 1]?.after;
    return after === undefined ? 0 : calendars.lengthMs(calendar, after);
  };
  return afterMs(to) - afterMs(to - 1);
}

const following = (calendars: Calendars, policy: LadderPolicy, rung: number, from: Instant): Instant =>
  calendars.addWorking(policy.calendar, from, intervalMs(calendars, policy, rung)).at;

/** Puts up the ladder; its first rung is one interval away from `from`. */
export const startLadder = (calendars: Calendars, policy: LadderPolicy, from: Instant): Ladder => ({
  startedAt: from,
  rung: 0,
  nextAt: following(calendars, policy, 0, from),
  acting: false,
});

/** Somebody took it on: the climb stops and the rung's own action clock starts. */
export const acknowledgeRung = (
  calendars: Calendars,
  policy: LadderPolicy,
  ladder: Ladder,
  now: Instant,
): Ladder => ({
  ...ladder,
  acting: true,
  nextAt: following(calendars, policy, ladder.rung, now),
});

/** Nobody stands on this rung, or the message to it died: the next one is due at once. */
export const climbAtOnce = (ladder: Ladder, now: Instant): Ladder => ({
  ...ladder,
  acting: false,
  nextAt: Math.min(ladder.nextAt, now),
});

/**
 * Climbs all rungs that `now` has passed and folds them into the highest, so that an outage ends in one message.
 * `undefined` when the next rung is still ahead.
 */
export function climb(
  calendars: Calendars,
  policy: LadderPolicy,
  ladder: Ladder,
  now: Instant,
): Climb | undefined {
  if (ladder.nextAt > now) return undefined;
  const top = policy.rungs.length;
  const reached: number[] = [];
  let { rung, nextAt } = ladder;
  while (nextAt <= now && rung < top) {
    rung += 1;
    reached.push(rung);
    nextAt = following(calendars, policy, rung, nextAt);
  }
  const repeats = repeatsAtTop(calendars, policy, nextAt, now);
  return {
    ladder: { startedAt: ladder.startedAt, rung, nextAt: repeats.nextAt, acting: false },
    skipped: reached.slice(0, -1),
    repeats: repeats.count,
  };
}

/** How often the top would have repeated by `now`; counted by division, since an outage may hold thousands. */
function repeatsAtTop(
  calendars: Calendars,
  policy: LadderPolicy,
  nextAt: Instant,
  now: Instant,
): { readonly count: number; readonly nextAt: Instant } {
  if (nextAt > now) return { count: 0, nextAt };
  const everyMs = intervalMs(calendars, policy, policy.rungs.length);
  const passedMs = calendars.workingBetween(policy.calendar, nextAt, now);
  const further = Math.floor(passedMs / everyMs);
  const candidate = calendars.addWorking(policy.calendar, nextAt, (further + 1) * everyMs).at;
  return { count: further + 1, nextAt: candidate };
}

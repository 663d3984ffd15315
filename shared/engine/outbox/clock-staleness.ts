import type { Instant } from '../calendar/instant.ts';
import { type Clock, isUnmet } from '../clocks/clock.ts';
import { clockIn } from '../clocks/clock-list.ts';
import type { Timers } from '../clocks/next-deadline.ts';
import type { Message } from './message.ts';

/** Why a message that urges somebody to act need not be sent any more; kept with the delivery. */
export type ClockStaleness =
  | 'clock-met'
  | 'clock-paused'
  | 'clock-restarted'
  | 'clock-moved'
  | 'clock-breached'
  | 'reminded-since'
  | 'escalation-gone'
  | 'escalation-acknowledged'
  | 'level-passed'
  | 'level-repeated';

/** What a message urges by: the level of an escalation, a broken promise, or one that will soon be due. */
export type ClockMessageKind = 'level' | 'breach' | 'reminder';

/**
 * Judges a message by the timers as they stand when it is about to be sent: `undefined` means send it. It is dropped
 * only when there is nothing left to urge.
 */
export const clockStaleness = (
  urges: ClockMessageKind,
  message: Message,
  decidedAt: Instant,
  timers: Timers,
): ClockStaleness | undefined =>
  urges === 'level' ? whyNoLevel(message, decidedAt, timers) : whyNoClock(urges, message, decidedAt, timers);

function whyNoLevel(
  { level, until }: Message,
  decidedAt: Instant,
  { escalation }: Timers,
): ClockStaleness | undefined {
  // One that began since then is another escalation, which urges by messages of its own.
  if (escalation === undefined || escalation.startedAt > decidedAt) return 'escalation-gone';
  if (escalation.acting) return 'escalation-acknowledged';
  if (escalation.level !== level) return 'level-passed';
  // At the top each step is the same level again. Only the last of them is worth saying.
  return until !== undefined && escalation.nextAt > until ? 'level-repeated' : undefined;
}

function whyNoClock(
  urges: ClockMessageKind,
  message: Message,
  decidedAt: Instant,
  { clocks }: Timers,
): ClockStaleness | undefined {
  if (message.clock === undefined) return undefined;
  const clock = clockIn(clocks, message.clock);
  // A clock is dropped when what it asked for is no longer asked.
  if (clock === undefined || clock.state === 'met') return 'clock-met';
  if (!isUnmet(clock)) return 'clock-paused';
  // "Reply at least weekly" starts again with each reply: the silence this message speaks of is broken.
  if (clock.startedAt > decidedAt) return 'clock-restarted';
  return urges === 'breach' ? whyNoBreach(clock, decidedAt) : whyNoReminder(clock, decidedAt);
}

/**
 * A promise that runs again, or broke at another date since, has messages of its own. When it began tells less: another
 * machine, whose clock is behind, may have begun it anew.
 */
const whyNoBreach = ({ state, promiseAt }: Clock, decidedAt: Instant): ClockStaleness | undefined =>
  state === 'breached' && promiseAt <= decidedAt ? undefined : 'clock-moved';

/** Held up, a reminder says less than what was said since: another one, or that the time is over. */
function whyNoReminder({ state, remindAt, reminded }: Clock, decidedAt: Instant): ClockStaleness | undefined {
  if (state === 'breached') return 'clock-breached';
  const last = remindAt[reminded - 1];
  if (last === undefined) return 'clock-moved';
  return last > decidedAt ? 'reminded-since' : undefined;
}

import type { Instant } from '../calendar/instant.ts';
import { type Clock, isUnmet } from '../clocks/clock.ts';
import { clockIn } from '../clocks/clock-list.ts';
import type { Timers } from '../clocks/next-deadline.ts';
import type { Message } from './message.ts';

/** Why a message about a clock or an escalation need not be sent any more; stored with the delivery. */
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

/** What a message is about: a level reached, a breached clock, or a clock that will soon be due. */
export type ClockMessageKind = 'level' | 'breach' | 'reminder';

/**
 * Whether a message is stale, judged by the timers just before sending; `undefined` means send it. It is dropped only
 * if no action is required any more, or if a newer message covers it.
 */
export const clockStaleness = (
  kind: ClockMessageKind,
  message: Message,
  decidedAt: Instant,
  timers: Timers,
): ClockStaleness | undefined =>
  kind === 'level'
    ? levelStaleness(message, decidedAt, timers)
    : clockMessageStaleness(kind, message, decidedAt, timers);

function levelStaleness(
  { level, until }: Message,
  decidedAt: Instant,
  { escalation }: Timers,
): ClockStaleness | undefined {
  // An escalation that started later is another one and sends its own messages.
  if (escalation === undefined || escalation.startedAt > decidedAt) return 'escalation-gone';
  if (escalation.acting) return 'escalation-acknowledged';
  if (escalation.level !== level) return 'level-passed';
  // The top level repeats; a message is stale once a later repeat was reached.
  return until !== undefined && escalation.nextAt > until ? 'level-repeated' : undefined;
}

function clockMessageStaleness(
  kind: ClockMessageKind,
  message: Message,
  decidedAt: Instant,
  { clocks }: Timers,
): ClockStaleness | undefined {
  if (message.clock === undefined) return undefined;
  const clock = clockIn(clocks, message.clock);
  // A missing clock was dropped because its action is no longer required.
  if (clock === undefined || clock.state === 'met') return 'clock-met';
  if (!isUnmet(clock)) return 'clock-paused';
  // A clock such as "reply at least weekly" restarts with each reply; this message is about the previous period.
  if (clock.startedAt > decidedAt) return 'clock-restarted';
  return kind === 'breach' ? breachStaleness(clock, decidedAt) : reminderStaleness(clock, decidedAt);
}

/**
 * A promise that runs again, or was breached at a later date since, sends its own messages. `promiseAt` is compared and
 * not `startedAt`, since a machine whose clock is behind may have restarted the clock with an earlier start.
 */
const breachStaleness = ({ state, promiseAt }: Clock, decidedAt: Instant): ClockStaleness | undefined =>
  state === 'breached' && promiseAt <= decidedAt ? undefined : 'clock-moved';

/** A delayed reminder is stale once a later reminder or the breach has its own message. */
function reminderStaleness(
  { state, remindAt, reminded }: Clock,
  decidedAt: Instant,
): ClockStaleness | undefined {
  if (state === 'breached') return 'clock-breached';
  const last = remindAt[reminded - 1];
  if (last === undefined) return 'clock-moved';
  return last > decidedAt ? 'reminded-since' : undefined;
}

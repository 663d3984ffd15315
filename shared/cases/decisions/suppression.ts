import type { Instant } from '../../engine/calendar/instant.ts';
import { type Clock, isUnmet } from '../../engine/clocks/clock.ts';
import { isSuppressible, type Message } from '../../engine/outbox/message.ts';
import { type Case, clockOf } from '../case.ts';
import { isOpen } from '../lifecycle.ts';

/** Why a message need not be sent any more; kept with the delivery. */
export type Suppression =
  | 'case-ended'
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

/**
 * Judges a message by the case as it stands when it is about to be sent: `undefined` means send it. Only what urges
 * somebody to act is ever dropped, and only when there is nothing left to urge; of low trust it is sent.
 */
export function suppression(message: Message, decidedAt: Instant, found: Case): Suppression | undefined {
  if (!isSuppressible(message.kind)) return undefined;
  if (!isOpen(found.status)) return 'case-ended';
  return message.kind === 'level'
    ? whyNoLevel(message, decidedAt, found)
    : whyNoClock(message, decidedAt, found);
}

function whyNoLevel(
  { level, until }: Message,
  decidedAt: Instant,
  { escalation }: Case,
): Suppression | undefined {
  // One put up since then is another escalation, which urges by messages of its own.
  if (escalation === undefined || escalation.startedAt > decidedAt) return 'escalation-gone';
  if (escalation.acting) return 'escalation-acknowledged';
  if (escalation.level !== level) return 'level-passed';
  // At the top each step is the same level again. Only the last of them is worth saying.
  return until !== undefined && escalation.nextAt > until ? 'level-repeated' : undefined;
}

function whyNoClock(message: Message, decidedAt: Instant, found: Case): Suppression | undefined {
  if (message.clock === undefined) return undefined;
  const clock = clockOf(found, message.clock);
  // A clock is dropped when what it asked for is no longer asked.
  if (clock === undefined || clock.state === 'met') return 'clock-met';
  if (!isUnmet(clock)) return 'clock-paused';
  // "Reply at least weekly" starts again with each reply: the silence this message speaks of is broken.
  if (clock.startedAt > decidedAt) return 'clock-restarted';
  return message.kind === 'breach' ? whyNoBreach(clock, decidedAt) : whyNoReminder(clock, decidedAt);
}

/**
 * A promise that runs again, or broke at another date since, has messages of its own. When it began tells less: another
 * machine, whose clock is behind, may have begun it anew.
 */
const whyNoBreach = ({ state, promiseAt }: Clock, decidedAt: Instant): Suppression | undefined =>
  state === 'breached' && promiseAt <= decidedAt ? undefined : 'clock-moved';

/** Held up, a reminder says less than what was said since: another one, or that the time is over. */
function whyNoReminder({ state, remindAt, reminded }: Clock, decidedAt: Instant): Suppression | undefined {
  if (state === 'breached') return 'clock-breached';
  const last = remindAt[reminded - 1];
  if (last === undefined) return 'clock-moved';
  return last > decidedAt ? 'reminded-since' : undefined;
}

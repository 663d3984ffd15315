import { DAY, type Instant } from '../../engine/calendar/instant.ts';
import { type ClockKind, clockUntil, EXTENSION_MAX, isUnmet } from '../../engine/clocks/clock.ts';
import { clockIn, put } from '../../engine/clocks/clock-list.ts';
import type { Refusal } from '../refusal.ts';
import { type MoveContext, type MoveOutcome, toResident } from './move-outcome.ts';

/** A date must lie ahead, and near enough that waiting for it is not a way to forget. */
export function outOfReach(at: Instant, { policy, now }: MoveContext, clock: ClockKind): Refusal | undefined {
  if (at <= now) return { code: 'not-later', clock };
  const maxMs = policy.calendars.lengthMs('always', policy.thirdPartyMax);
  return at > now + maxMs ? { code: 'too-far-ahead', daysMax: maxMs / DAY } : undefined;
}

/** Promises and dates that an officer may move; windows, decisions and acknowledgements are not theirs to move. */
const fixed: readonly ClockKind[] = [
  'acknowledge',
  'window',
  'resident-answer',
  'decision',
  'sign-off',
  'withdrawal',
];

/** Moves a promise later, with a reason the resident can read; the first promise stays in the statistics. */
export function extend(kind: ClockKind, promiseAt: Instant, context: MoveContext): MoveOutcome {
  const { draft, policy, now } = context;
  const clock = clockIn(draft.clocks, kind);
  if (draft.extensions >= policy.extensionsMax) {
    return { code: 'extensions-exhausted', extensionsMax: policy.extensionsMax };
  }
  if (clock === undefined || !isUnmet(clock) || fixed.includes(kind))
    return { code: 'no-such-clock', clock: kind };
  if (promiseAt <= clock.promiseAt || promiseAt <= now) return { code: 'not-later', clock: kind };
  if (promiseAt > now + EXTENSION_MAX) return { code: 'too-far-ahead', daysMax: EXTENSION_MAX / DAY };
  const { calendar, startedAt } = clock;
  const moved = {
    ...clockUntil(policy.calendars, { kind, calendar, reminders: 'percent' }, now, promiseAt),
    startedAt,
    ...((clock.state === 'breached' || clock.late) && { late: true as const }),
  };
  return {
    happening: { fact: 'extended', clock: kind },
    clocks: (clocks) => put(clocks, moved),
    messages: toResident(context, 'deadline-moved'),
  };
}

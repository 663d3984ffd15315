import { DAY, type Instant } from '../../engine/calendar/instant.ts';
import { clockUntil, EXTENSION_MAX, isUnmet } from '../../engine/clocks/clock.ts';
import { clockIn, put } from '../../engine/clocks/clock-list.ts';
import type { ClockKind } from '../clock-kinds.ts';
import type { Refusal } from '../refusal.ts';
import { type MoveContext, type MoveOutcome, toResident } from './move-outcome.ts';

/** Refuses a date in the past, or so far ahead that the case would wait without a useful deadline. */
export function invalidDate(
  at: Instant,
  { policy, now }: MoveContext,
  clock: ClockKind,
): Refusal | undefined {
  if (at <= now) return { code: 'not-later', clock };
  const maxMs = policy.calendars.lengthMs('always', policy.thirdPartyMax);
  return at > now + maxMs ? { code: 'too-far-ahead', daysMax: maxMs / DAY } : undefined;
}

/** Clocks that cannot be extended. */
const notExtendable: readonly ClockKind[] = [
  'acknowledge',
  'window',
  'resident-answer',
  'decision',
  'sign-off',
  'withdrawal',
];

/** Moves a promise later, with a reason that the resident can read. The original promise stays in the statistics. */
export function extend(kind: ClockKind, promiseAt: Instant, context: MoveContext): MoveOutcome {
  const { draft, policy, now } = context;
  const clock = clockIn(draft.clocks, kind);
  if (draft.extensions >= policy.extensionsMax) {
    return { code: 'extensions-exhausted', extensionsMax: policy.extensionsMax };
  }
  if (clock === undefined || !isUnmet(clock) || notExtendable.includes(kind))
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

import type { Message } from '../../../shared/cases/message-kinds.ts';
import { type Instant, MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { Delivery } from '../../../shared/engine/outbox/delivery.ts';
import type { PersonId } from '../../../shared/engine/scope.ts';
import { CHECK_TO_SEND_MAX, type Life } from './life.ts';

/** A message as the judge follows it from its commit to its final state. */
export interface TrackedMessage {
  /** The id that channels and receivers see. */
  readonly id: string;
  readonly delivery: Delivery;
  readonly life: Life | undefined;
  /** True time of its commit. */
  readonly createdAt: Instant;
  /** When the clock step behind the message was due; absent when a person caused it. */
  readonly stepAt: Instant | undefined;
  /** The member of staff whose command caused it. */
  readonly by: PersonId | undefined;
  readonly takenBy: Set<string>;
  firstTakenAt: Instant | undefined;
  /** Its row could not be read and was parked. */
  wasBad: boolean;
  /** Attempts by the id that the channel sees. */
  readonly attempts: Map<string, Set<string>>;
  /** The attempts made over each channel, by its name; also where the receiver got no request. */
  readonly trials: Map<string, Set<number>>;
  /** The channels of its route, as it was tried last. */
  route: readonly string[] | undefined;
  /** How often its claim was taken back. */
  putOffs: number;
  /** The cases that a notice about several has named. */
  readonly named: Set<string>;
  /** How many messages a notice that a channel took told at once. */
  told: number;
  state: Delivery['state'];
  /** Why it ended, where that is said. */
  reason: string | undefined;
}

/** Kinds that only urge staff to act. Listed again here, so that a mistake in the code's own list is found. */
const urging: ReadonlySet<string> = new Set([
  'helper-silent',
  'reminder',
  'breach',
  'level',
  'nudge',
  'broken-promise',
]);

export const mayBeSuppressed = (delivery: Delivery): boolean => urging.has(messageOf(delivery).kind);

/** The simulation has only messages about cases, or messages without a clock. */
const messageOf = ({ message }: Delivery) => message as Message;

/** Since when the message has no reason any more, according to the committed state. */
function idleSince(delivery: Delivery, life: Life): Instant | undefined {
  const message = messageOf(delivery);
  if (life.endedSince !== undefined) return life.endedSince;
  if (message.kind === 'level') return life.escalationIdleSince;
  return message.clock === undefined ? undefined : life.clockIdleSince.get(message.clock);
}

/** Why a message must not have been sent at `now`; `undefined` when the send was right. */
export function wrongToSend(
  { delivery, life }: TrackedMessage,
  readAt: Instant | undefined,
  now: Instant,
): string | undefined {
  if (life === undefined || !mayBeSuppressed(delivery)) return undefined;
  const { kind, clock } = delivery.message;
  const idle = idleSince(delivery, life);
  if (idle !== undefined && now - idle > CHECK_TO_SEND_MAX) {
    return `${kind} ${clock ?? ''} ${Math.round((now - idle) / SECOND)} s too late`;
  }
  if (readAt === undefined || now - readAt > CHECK_TO_SEND_MAX)
    return `${kind} without a recent read of the case`;
  return undefined;
}

/** Why a message must not have been suppressed; `undefined` when suppressing was right. */
export function wrongToSuppress(
  { delivery, life, createdAt: trueAt }: TrackedMessage,
  now: Instant,
): string | undefined {
  if (life === undefined || idleSince(delivery, life) !== undefined) return undefined;
  const { createdAt } = delivery;
  const message = messageOf(delivery);
  if (message.kind === 'level') {
    const { escalation } = life;
    const stands =
      escalation !== undefined && escalation.level === message.level && escalation.startedAt <= createdAt;
    return stands && life.levelNotifiedAt <= trueAt ? `level ${message.level} still stands` : undefined;
  }
  const clock = message.clock === undefined ? undefined : life.clocks.get(message.clock);
  if (clock === undefined || clock.startedAt > createdAt) return undefined;
  // The clock was met when the sender read the case and started again before the message was settled.
  if (now - (life.asksAgainSince.get(clock.kind) ?? 0) <= CHECK_TO_SEND_MAX) return undefined;
  if (message.kind === 'breach' || message.kind === 'broken-promise')
    // A later breach at another date has its own message.
    return clock.state === 'breached' && clock.promiseAt <= createdAt
      ? `${clock.kind} is still broken`
      : undefined;
  const lastReminder = clock.remindAt[clock.reminded - 1] ?? 0;
  const newest = clock.state === 'running' && clock.reminded > 0 && lastReminder <= createdAt;
  return newest ? `${clock.kind} still runs` : undefined;
}

/** Margin for clock skew, so that only sends that are certainly at night are reported. */
export const NIGHT_MARGIN = 6 * MINUTE;

import type { Message } from '../../../shared/cases/message-kinds.ts';
import { type Instant, MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { Delivery } from '../../../shared/engine/outbox/delivery.ts';
import type { Life } from './life.ts';

/** A message as the judge follows it from the commit that owes it to its end. */
export interface Owed {
  /** As channels and receivers know it. */
  readonly id: string;
  readonly delivery: Delivery;
  readonly life: Life | undefined;
  /** True time of the commit that owes it. */
  readonly createdAt: Instant;
  /** When the step that it tells of was due; absent where a person caused it. */
  readonly stepAt: Instant | undefined;
  readonly takenBy: Set<string>;
  firstTakenAt: Instant | undefined;
  /** Its row could not be read, and was put off. */
  wasBad: boolean;
  /** By the id that a channel knows. */
  readonly attempts: Map<string, Set<string>>;
  state: Delivery['state'];
}

const CHECK_TO_SEND_MAX = 10 * SECOND;

/** Kinds that only urge somebody to act. Written out again, so that a slip in the code's own list is seen. */
const urging: ReadonlySet<Message['kind']> = new Set(['reminder', 'breach', 'level', 'nudge']);

export const mayBeSuppressed = (delivery: Delivery): boolean => urging.has(messageOf(delivery).kind);

/** Every message is about a case here, or names no clock. */
const messageOf = ({ message }: Delivery) => message as Message;

/** Since when there has been nothing to urge, as far as the truth of the table goes. */
function idleSince(delivery: Delivery, life: Life): Instant | undefined {
  const message = messageOf(delivery);
  if (life.endedSince !== undefined) return life.endedSince;
  if (message.kind === 'level') return life.escalationIdleSince;
  return message.clock === undefined ? undefined : life.clockIdleSince.get(message.clock);
}

/** Why a message ought not to have been sent at `now`; `undefined` when all is well. */
export function wrongToSend(
  { delivery, life }: Owed,
  readAt: Instant | undefined,
  now: Instant,
): string | undefined {
  if (life === undefined || !mayBeSuppressed(delivery)) return undefined;
  const { kind, clock } = delivery.message;
  const idle = idleSince(delivery, life);
  if (idle !== undefined && now - idle > CHECK_TO_SEND_MAX) {
    return `${kind} ${clock ?? ''} ${Math.round((now - idle) / SECOND)} s too late`;
  }
  if (readAt === undefined || now - readAt > CHECK_TO_SEND_MAX) return `${kind} without a fresh look`;
  return undefined;
}

/** Whether a message that was dropped still had something to urge. */
export function wrongToSuppress(
  { delivery, life, createdAt: trueAt }: Owed,
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
  // It was met when the sender looked, and runs again since: a reply died between the look and the settling.
  if (now - (life.asksAgainSince.get(clock.kind) ?? 0) <= CHECK_TO_SEND_MAX) return undefined;
  if (message.kind === 'breach')
    // It broke anew since, at another date, of which another message tells.
    return clock.state === 'breached' && clock.promiseAt <= createdAt
      ? `${clock.kind} is still broken`
      : undefined;
  const lastReminder = clock.remindAt[clock.reminded - 1] ?? 0;
  const newest = clock.state === 'running' && clock.reminded > 0 && lastReminder <= createdAt;
  return newest ? `${clock.kind} still runs` : undefined;
}

/** A margin for what two clocks differ, so that only what is truly at night is found. */
export const NIGHT_MARGIN = 6 * MINUTE;

import { type Instant, MINUTE } from '../../engine/calendar/instant.ts';
import type { Message, MessageKind } from '../../engine/outbox/message.ts';
import { isUrgent, type Priority } from '../../engine/priority.ts';
import type { Case } from '../case.ts';

/** What staff hear of a case that nobody has opened yet; the clock says all but the first by itself. */
const batched: ReadonlySet<MessageKind> = new Set<MessageKind>(['alert', 'reminder', 'breach', 'level']);
const roles: ReadonlySet<Message['to']> = new Set<Message['to']>(['guard', 'officer', 'chief', 'district']);

/**
 * Whether a message may be told in one with others of its kind. Only of a case of low trust, and only until somebody
 * has opened it: from then on it is a case like any other.
 */
export const mayBatch = (
  { kind, to }: Message,
  { trustReason, status }: Pick<Case, 'trustReason' | 'status'>,
): boolean => trustReason !== undefined && status === 'received' && batched.has(kind) && roles.has(to);

/**
 * Until when messages like the first are batched. Where lives may hang on it, a minute: a second missing person of
 * the same building, who is really another one, is told of before anybody must have opened the first.
 */
export const batchedUntil = (priority: Priority, now: Instant): Instant =>
  now + (isUrgent(priority) ? 1 : 10) * MINUTE;

/** So many matters a message names; of the others it says how many they are. */
export const NAMED_MAX = 10;

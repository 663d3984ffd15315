import type { Case } from './case.ts';
import { type Instant, MINUTE } from './instant.ts';
import type { Message, MessageKind } from './message.ts';
import { isUrgent, type Priority } from './priority.ts';

/** What staff hear of a matter that nobody has opened yet; the clock says all but the first by itself. */
const gathered: ReadonlySet<MessageKind> = new Set<MessageKind>(['alert', 'reminder', 'breach', 'rung']);
const roles: ReadonlySet<Message['to']> = new Set<Message['to']>(['guard', 'officer', 'chief', 'district']);

/**
 * Whether a message may be told in one with others of its kind. Only of a matter in doubt, and only until somebody
 * has opened it: from then on it is a matter like any other.
 */
export const mayGather = (
  { kind, to }: Message,
  { doubt, status }: Pick<Case, 'doubt' | 'status'>,
): boolean => doubt !== undefined && status === 'received' && gathered.has(kind) && roles.has(to);

/**
 * Until when messages like the first are gathered. Where lives may hang on it, a minute: a second missing person of
 * the same building, who is really another one, is told of before anybody must have opened the first.
 */
export const gatheredUntil = (priority: Priority, now: Instant): Instant =>
  now + (isUrgent(priority) ? 1 : 10) * MINUTE;

/** So many matters a message names; of the others it says how many they are. */
export const NAMED_MAX = 10;

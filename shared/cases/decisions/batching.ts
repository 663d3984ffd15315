import { type Instant, MINUTE } from '../../engine/calendar/instant.ts';
import { isUrgent, type Priority } from '../../engine/priority.ts';
import type { Case } from '../case.ts';
import type { Message, MessageKind } from '../message-kinds.ts';

/** The messages to staff about a case that is not acknowledged yet. */
const batchableKinds: ReadonlySet<MessageKind> = new Set<MessageKind>([
  'alert',
  'reminder',
  'breach',
  'level',
]);
const staffRoles: ReadonlySet<Message['to']> = new Set<Message['to']>([
  'guard',
  'officer',
  'chief',
  'district',
]);

/**
 * Whether a message may be batched with others of its kind: only for a case of low trust, and only until staff have
 * acknowledged it.
 */
export const mayBatch = (
  { kind, to }: Message,
  { trustReason, status }: Pick<Case, 'trustReason' | 'status'>,
): boolean =>
  trustReason !== undefined && status === 'received' && batchableKinds.has(kind) && staffRoles.has(to);

/**
 * The end of the batch window that a first message opens. For urgent cases it is one minute: a report of another
 * missing person in the same building must reach staff before they are due to acknowledge the first.
 */
export const batchedUntil = (priority: Priority, now: Instant): Instant =>
  now + (isUrgent(priority) ? 1 : 10) * MINUTE;

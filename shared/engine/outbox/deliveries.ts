import type { Aggregate } from '../aggregate.ts';
import type { AggregateTypes } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import { isUrgent, type Priority } from '../priority.ts';
import type { Actor } from '../scope.ts';
import { ANNOUNCED_WITHIN } from './backoff.ts';
import type { Delivery } from './delivery.ts';
import { audienceOf, foldMessages, type Message } from './message.ts';

/**
 * The outbox rows of one commit: at most one message per addressee, whose channel is chosen when it is sent. Messages
 * below P1 that are decided in quiet hours are held until these end. A message to staff names the member of staff whose
 * command caused it; what the clock causes names nobody.
 */
export function deliveriesOf<T extends AggregateTypes>(
  { messages, keyOf }: Pick<Aggregate<T>, 'messages' | 'keyOf'>,
  after: T['State'],
  facts: readonly T['Fact'][],
  policy: T['Policy'],
  by: Actor,
  now: Instant,
): readonly Delivery[] {
  const isCalm = ({ kind }: Message): boolean => messages.calmKinds?.includes(kind) === true;
  const priorityOf = (message: Message): Priority =>
    isCalm(message) && isUrgent(after.priority) ? 'P2' : after.priority;
  const waits = (message: Message): boolean =>
    !isUrgent(priorityOf(message)) && policy.calendars.isQuiet(now);
  // A step of the clock that was due comes with the command of a person, but tells them what the clock did.
  const isOwn = (message: Message): boolean =>
    audienceOf(message) === 'staff' && message.level === undefined && message.clock === undefined;
  return foldMessages(
    facts.flatMap((fact) => fact.messages ?? []),
    messages.kinds,
  ).map((message, index) => ({
    subject: { about: 'aggregate', key: keyOf(after), version: after.version, index },
    message,
    priority: priorityOf(message),
    language: messages.languageOf(message, after, policy),
    createdAt: now,
    attempts: 0,
    state: 'pending',
    ...firstDue(priorityOf(message), waits(message) ? policy.calendars.endOfQuiet(now) : undefined, now),
    ...(messages.batching?.mayBatch(message, after) && { batchable: true as const }),
    ...(by.kind === 'staff' && isOwn(message) && { by: by.person }),
    ...(waits(message) && !isCalm(message) && { held: true as const }),
  }));
}

/** When the sweep offers a new message: an urgent one with the next sweep, any other once the stream had its chance. */
function firstDue(
  priority: Priority,
  endOfQuiet: Instant | undefined,
  now: Instant,
): Pick<Delivery, 'dueAt' | 'announced'> {
  if (endOfQuiet !== undefined) return { dueAt: endOfQuiet };
  return isUrgent(priority) ? { dueAt: now } : { dueAt: now + ANNOUNCED_WITHIN, announced: true };
}

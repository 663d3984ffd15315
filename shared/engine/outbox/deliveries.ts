import type { Aggregate } from '../aggregate.ts';
import type { AggregateTypes } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import { isUrgent } from '../priority.ts';
import type { Actor } from '../scope.ts';
import type { Outlet } from './channel.ts';
import type { Delivery } from './delivery.ts';
import { audienceOf, foldMessages } from './message.ts';

/**
 * The outbox rows of one commit: at most one message per addressee, once for each channel with that audience. Messages
 * below P1 that are decided in quiet hours are held until these end. A message to staff names the member of staff whose
 * command caused it; what the clock causes names nobody.
 */
export function deliveriesOf<T extends AggregateTypes>(
  { messages, keyOf }: Pick<Aggregate<T>, 'messages' | 'keyOf'>,
  after: T['State'],
  facts: readonly T['Fact'][],
  channels: readonly Outlet[],
  policy: T['Policy'],
  by: Actor,
  now: Instant,
): readonly Delivery[] {
  const held = !isUrgent(after.priority) && policy.calendars.isQuiet(now);
  const dueAt = held ? policy.calendars.endOfQuiet(now) : now;
  return foldMessages(
    facts.flatMap((fact) => fact.messages ?? []),
    messages.kinds,
  )
    .flatMap((message) =>
      channels
        .filter(({ audience }) => audience.includes(audienceOf(message)))
        .map(({ name }) => ({ message, channel: name })),
    )
    .map(({ message, channel }, index) => ({
      subject: { about: 'aggregate', key: keyOf(after), version: after.version, index },
      message,
      channel,
      priority: after.priority,
      language: messages.languageOf(message, after, policy),
      createdAt: now,
      attempts: 0,
      state: 'pending',
      dueAt,
      ...(messages.batching?.mayBatch(message, after) && { batchable: true as const }),
      ...(by.kind === 'staff' && audienceOf(message) === 'staff' && { by: by.person }),
      ...(held && { held: true as const }),
    }));
}

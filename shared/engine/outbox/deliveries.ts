import type { Case } from '../../cases/case.ts';
import { keyOf } from '../../cases/case-key.ts';
import { mayBatch } from '../../cases/decisions/batching.ts';
import type { Fact } from '../../cases/fact.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Instant } from '../calendar/instant.ts';
import { isUrgent } from '../priority.ts';
import type { Outlet } from './channel.ts';
import type { Delivery } from './delivery.ts';
import { foldMessages, type Message } from './message.ts';

type Audience = Outlet['audience'][number];

const audienceOf = ({ to }: Message): Audience =>
  to === 'resident' || to === 'co-reporters' ? 'resident' : 'staff';

/**
 * The outbox rows of one commit: at most one message per addressee, once for each channel that serves such people.
 * Below P1 nothing goes out in quiet hours; what would have is held until they end.
 */
export function deliveriesOf(
  after: Case,
  facts: readonly Fact[],
  now: Instant,
  policy: Policy,
  channels: readonly Outlet[],
): readonly Delivery[] {
  const held = !isUrgent(after.priority) && policy.calendars.isQuiet(now);
  const dueAt = held ? policy.calendars.endOfQuiet(now) : now;
  return foldMessages(facts.flatMap(({ messages = [] }) => messages))
    .flatMap((message) =>
      channels
        .filter(({ audience }) => audience.includes(audienceOf(message)))
        .map(({ name }) => ({ message, channel: name })),
    )
    .map(({ message, channel }, index) => ({
      subject: { about: 'case', key: keyOf(after), version: after.version, index },
      message,
      channel,
      priority: after.priority,
      language: audienceOf(message) === 'resident' ? after.language : policy.staffLanguage,
      createdAt: now,
      attempts: 0,
      state: 'pending',
      dueAt,
      ...(mayBatch(message, after) && { batchable: true as const }),
      ...(held && { held: true as const }),
    }));
}

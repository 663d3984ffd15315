import type { Case } from '../domain/case.ts';
import { keyOf } from '../domain/case-key.ts';
import type { Fact } from '../domain/fact.ts';
import { mayGather } from '../domain/gathering.ts';
import type { Instant } from '../domain/instant.ts';
import { foldMessages, type Message } from '../domain/message.ts';
import type { Policy } from '../domain/policy.ts';
import { isUrgent } from '../domain/priority.ts';
import type { Outlet } from '../ports.ts';
import type { Delivery } from '../records.ts';

type Audience = Outlet['audience'][number];

const audienceOf = ({ to }: Message): Audience =>
  to === 'resident' || to === 'neighbours' ? 'resident' : 'staff';

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
      ...(mayGather(message, after) && { gathers: true as const }),
      ...(held && { held: true as const }),
    }));
}

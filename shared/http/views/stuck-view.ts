import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { Delivery, StuckMessages } from '../../engine/outbox/delivery.ts';
import { deliveryId } from '../../engine/outbox/delivery-id.ts';
import type { ShownStuck } from './shown-types.ts';

/** Stuck messages as codes: what each was about, whom it was to reach and over which channel, and why it did not. */
export const stuckView = ({ messages, more }: StuckMessages): ShownStuck => ({
  messages: messages.map(messageView),
  more,
});

function messageView(delivery: Delivery): ShownStuck['messages'][number] {
  const { subject, message, channel, state, attempts, createdAt, dueAt, reason } = delivery;
  return {
    id: deliveryId(subject),
    ...(subject.about === 'aggregate' && { caseId: subject.key.id }),
    kind: message.kind,
    to: message.to,
    state: state === 'dead' ? 'dead' : 'pending',
    attempts,
    since: toIso(createdAt),
    ...(dueAt !== undefined && { nextAttemptAt: toIso(dueAt) }),
    ...defined({ channel, reason }),
  };
}

import { readOffer } from '../adapters/events/bus-detail.ts';
import { deliveryName } from '../engine/outbox/delivery-id.ts';
import { type Notified, notify, stationOf } from '../engine/outbox/notify.ts';
import type { World } from '../engine/world.ts';
import type { ClockLogCode, ClockLogger } from './clock-logger.ts';

const counted = [
  'messages-sent',
  'messages-suppressed',
  'messages-retry-later',
  'messages-dead',
  'messages-stale',
  'briefs-dead',
] as const;

/** The function behind the offers on the bus: one event, one message. */
export const notifyHandler =
  (world: Parameters<typeof notify>[0] & Pick<World, 'system'>, logger: ClockLogger) =>
  async (event: unknown): Promise<Notified> => {
    const offer = readOffer(event);
    const notified = await notify(world, offer, world.system.now());
    if (notified.outcome === 'dead' || notified.outcome === 'retry-later') {
      const { kind, why } = notified;
      logger.record(codeOf(notified), {
        delivery: deliveryName(offer.subject),
        attempt: offer.attempt,
        kind,
        why,
      });
    }
    const { rosterUnreadable = 0 } = notified;
    if (rosterUnreadable > 0) {
      logger.record('roster-unreadable', { station: stationOf(offer.subject), entries: rosterUnreadable });
    }
    // Zeros too, so that a rate is a rate and not the average of its own occurrences.
    logger.measure({
      ...Object.fromEntries(counted.map((name) => [name, name === countedAs(notified) ? 1 : 0])),
      'roster-unreadable': rosterUnreadable,
    });
    return notified;
  };

/** A brief is about no case that could hear of its end, so it is told apart: nobody escalates a escalation for it. */
const isDeadBrief = (notified: Notified): boolean => notified.outcome === 'dead' && notified.kind === 'brief';

const countedAs = (notified: Notified): (typeof counted)[number] =>
  isDeadBrief(notified) ? 'briefs-dead' : `messages-${notified.outcome}`;

function codeOf(notified: Notified): ClockLogCode {
  if (isDeadBrief(notified)) return 'brief-dead';
  return notified.outcome === 'dead' ? 'message-dead' : 'message-retried';
}

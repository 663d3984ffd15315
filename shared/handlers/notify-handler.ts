import { readOffer } from '../adapters/events/bus-detail.ts';
import { stationOf } from '../engine/outbox/delivery.ts';
import { deliveryId } from '../engine/outbox/delivery-id.ts';
import { type Notified, type NotifyWorld, notify } from '../engine/outbox/notify.ts';
import type { EngineWorld } from '../engine/world.ts';
import type { ClockLogCode, ClockLogger } from './clock-logger.ts';

const outcomeMetrics = [
  'messages-sent',
  'messages-suppressed',
  'messages-retry-later',
  'messages-dead',
  'messages-stale',
  'briefs-dead',
] as const;

/** Handler of the notify function: each event offers one message to send. */
export const notifyHandler =
  (world: NotifyWorld & Pick<EngineWorld, 'system'>, logger: ClockLogger) =>
  async (event: unknown): Promise<Notified> => {
    const offer = readOffer(event);
    const notified = await notify(world, offer, world.system.now());
    if (notified.outcome === 'dead' || notified.outcome === 'retry-later') {
      const { kind, why } = notified;
      logger.record(codeOf(notified), {
        delivery: deliveryId(offer.subject),
        attempt: offer.attempt,
        kind,
        why,
      });
    }
    const { rosterUnreadable = 0 } = notified;
    if (rosterUnreadable > 0) {
      logger.record('roster-unreadable', { station: stationOf(offer.subject), entries: rosterUnreadable });
    }
    // Zeros are recorded as well, so that the average of a metric is a rate.
    logger.measure({
      ...Object.fromEntries(outcomeMetrics.map((name) => [name, name === metricOf(notified) ? 1 : 0])),
      'roster-unreadable': rosterUnreadable,
    });
    return notified;
  };

/** A failed brief has a metric and a log code of its own: it belongs to no case, so no escalation follows it. */
const isDeadBrief = (notified: Notified): boolean => notified.outcome === 'dead' && notified.kind === 'brief';

const metricOf = (notified: Notified): (typeof outcomeMetrics)[number] =>
  isDeadBrief(notified) ? 'briefs-dead' : `messages-${notified.outcome}`;

function codeOf(notified: Notified): ClockLogCode {
  if (isDeadBrief(notified)) return 'brief-dead';
  return notified.outcome === 'dead' ? 'message-dead' : 'message-retried';
}

import { readOffer } from '../adapters/events/bus-detail.ts';
import { stationOf } from '../engine/outbox/delivery.ts';
import { deliveryId } from '../engine/outbox/delivery-id.ts';
import { type Notified, notify } from '../engine/outbox/notify.ts';
import type { NotifyWorld } from '../engine/outbox/notify-world.ts';
import type { Outcome } from '../engine/outbox/outcome.ts';
import type { EngineWorld } from '../engine/world.ts';
import type { ClockLogCode, ClockLogger } from './clock-logger.ts';

const outcomeMetrics = [
  'messages-sent',
  'messages-folded',
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
    const { others = [] } = notified;
    const outcomes = [
      { ...notified, delivery: deliveryId(offer.subject), attempt: offer.attempt },
      ...others,
    ];
    for (const one of outcomes) {
      if (one.outcome !== 'dead' && one.outcome !== 'retry-later') continue;
      const { delivery, attempt, kind, why } = one;
      logger.record(codeOf(one), { delivery, attempt, kind, why });
    }
    const { rosterUnreadable = 0 } = notified;
    if (rosterUnreadable > 0) {
      logger.record('roster-unreadable', { station: stationOf(offer.subject), entries: rosterUnreadable });
    }
    // Zeros are recorded as well, so that the average of a metric is a rate.
    const measured = outcomes.map(metricOf);
    logger.measure({
      ...Object.fromEntries(
        outcomeMetrics.map((name) => [name, measured.filter((metric) => metric === name).length]),
      ),
      'roster-unreadable': rosterUnreadable,
    });
    return notified;
  };

/** A failed brief has a metric and a log code of its own: it belongs to no case, so no escalation follows it. */
const isDeadBrief = (ended: Outcome): boolean => ended.outcome === 'dead' && ended.kind === 'brief';

const metricOf = (ended: Outcome): (typeof outcomeMetrics)[number] =>
  isDeadBrief(ended) ? 'briefs-dead' : `messages-${ended.outcome}`;

function codeOf(ended: Outcome): ClockLogCode {
  if (isDeadBrief(ended)) return 'brief-dead';
  return ended.outcome === 'dead' ? 'message-dead' : 'message-retried';
}

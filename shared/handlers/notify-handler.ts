import { readOffer } from '../adapters/events/bus-detail.ts';
import { SECOND } from '../engine/calendar/instant.ts';
import { defined } from '../engine/defined.ts';
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
  'messages-over-budget',
] as const;

/** What telling one more reader may take: a mail server is waited for ten seconds, and what became of it is written. */
const READER_MS = 13 * SECOND;

/** The part of Lambda's context that limits the handler's time. */
interface TimeLimit {
  getRemainingTimeInMillis(): number;
}

/** Handler of a function that sends: each event offers one message to send. */
export const notifyHandler =
  (world: NotifyWorld & Pick<EngineWorld, 'system'>, logger: ClockLogger) =>
  async (event: unknown, limit?: TimeLimit): Promise<Notified> => {
    const offer = readOffer(event);
    const hasTime = () => limit === undefined || limit.getRemainingTimeInMillis() > READER_MS;
    const now = world.system.now();
    const elapsedMs = () => world.system.now() - now;
    const notified = await notify({ ...world, hasTime, elapsedMs }, offer, now);
    const { others = [] } = notified;
    const outcomes = [
      { ...notified, delivery: deliveryId(offer.subject), attempt: offer.attempt },
      ...others,
    ];
    for (const one of outcomes) {
      if (one.outcome !== 'dead' && one.outcome !== 'retry-later') continue;
      const { delivery, attempt, kind, why, channel, code } = one;
      logger.record(codeOf(one), { delivery, attempt, kind, why, ...defined({ channel, code }) });
    }
    const { rosterUnreadable = 0 } = notified;
    if (rosterUnreadable > 0) {
      logger.record('roster-unreadable', { station: stationOf(offer.subject), entries: rosterUnreadable });
    }
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

/** A short message that a station does not pay for any more today. */
const isOverBudget = (ended: Outcome): boolean => ended.outcome === 'suppressed' && ended.why === 'budget';

const metricOf = (ended: Outcome): (typeof outcomeMetrics)[number] =>
  isDeadBrief(ended)
    ? 'briefs-dead'
    : isOverBudget(ended)
      ? 'messages-over-budget'
      : `messages-${ended.outcome}`;

function codeOf(ended: Outcome): ClockLogCode {
  if (isDeadBrief(ended)) return 'brief-dead';
  return ended.outcome === 'dead' ? 'message-dead' : 'message-retried';
}

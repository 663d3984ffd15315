import { readFact } from '../adapters/events/bus-detail.ts';
import { SECOND } from '../engine/calendar/instant.ts';
import { nameOfRow, shortName } from '../engine/storage/row-hash.ts';
import type { System } from '../engine/system.ts';
import { failedLately } from '../webhooks/failed-lately.ts';
import { forwardFact } from '../webhooks/forward-fact.ts';
import { retryWaiting } from '../webhooks/retry-waiting.ts';
import type { SenderWorld } from '../webhooks/webhook-world.ts';
import type { ClockLogger } from './clock-logger.ts';

/** Left for the attempt in progress when the time is over: a name, an answer and a write. */
const RESERVE_MS = 15 * SECOND;

interface TimeLimit {
  getRemainingTimeInMillis(): number;
}

/**
 * Handler of the webhooks function: an event names one fact, which goes to the endpoints of its station; the schedule tries
 * what did not arrive. It fails when a row of the queue does not read, which raises its alarm.
 */
export const webhooksHandler = (
  world: SenderWorld & { readonly system: Pick<System, 'now'> },
  logger: ClockLogger,
) => {
  const { now } = world.system;
  const failing = failedLately();
  return async (event: unknown, limit: TimeLimit): Promise<{ readonly sent: number }> => {
    const fact = readFact(event);
    if (fact !== undefined) {
      const { schemaVersion: _, ...about } = fact;
      const { sent, failed } = await forwardFact({ ...world, failedLately: failing }, about, now());
      logger.measure({ 'events-sent': sent, 'events-failed': failed });
      return { sent };
    }
    const remainingMs = () => limit.getRemainingTimeInMillis() - RESERVE_MS;
    const { sent, failed, givenUp, unreadable } = await retryWaiting(world, now(), remainingMs);
    for (const { row, error } of unreadable) {
      logger.record('webhook-unreadable', { row: shortName(nameOfRow(row)), error });
    }
    logger.measure({ 'events-sent': sent, 'events-failed': failed, 'events-given-up': givenUp });
    if (unreadable.length > 0) throw new Error(`${unreadable.length} waiting events do not read`);
    return { sent };
  };
};

import { readFact } from '../adapters/events/bus-detail.ts';
import { isCaseId, keyOf } from '../cases/case-key.ts';
import { type HashWorld, hashContact, hashQueuedContacts } from '../cases/phones/hash-contact.ts';
import type { World } from '../cases/world.ts';
import { SECOND } from '../engine/calendar/instant.ts';
import type { ClockLogger } from './clock-logger.ts';

/** Left for the contact in progress when the time is over. */
const RESERVE_MS = 5 * SECOND;

interface TimeLimit {
  getRemainingTimeInMillis(): number;
}

/**
 * Handler of the contacts function: an event names one case that came in; the schedule takes what is left in the queue.
 * It fails when a contact could not be hashed, which raises its alarm.
 */
export const contactsHandler =
  (world: HashWorld & Pick<World, 'system'>, logger: ClockLogger) =>
  async (event: unknown, limit: TimeLimit): Promise<{ readonly hashed: number }> => {
    const fact = readFact(event);
    if (fact !== undefined) {
      const { kind, station, id } = fact;
      const isCase = kind === 'case' && isCaseId(id);
      const hashed = isCase && (await hashContact(world, keyOf({ station, caseId: id }))) ? 1 : 0;
      logger.measure({ 'contacts-hashed': hashed, 'contacts-late': 0 });
      return { hashed };
    }
    const now = world.system.now();
    const { hashed, failed } = await hashQueuedContacts(
      world,
      now,
      () => limit.getRemainingTimeInMillis() - RESERVE_MS,
    );
    for (const { key, error } of failed) {
      logger.record('contact-not-hashed', { station: key.station, caseId: key.id, error });
    }
    logger.measure({ 'contacts-hashed': hashed, 'contacts-late': hashed });
    if (failed.length > 0) throw new Error(`${failed.length} contacts could not be hashed`);
    return { hashed };
  };

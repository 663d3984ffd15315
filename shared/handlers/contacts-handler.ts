import { readFact } from '../adapters/events/bus-detail.ts';
import { type CaseKey, isCaseId, keyOf } from '../cases/case-key.ts';
import { type HashWorld, hashContact, hashQueuedContacts } from '../cases/phones/hash-contact.ts';
import { caseOfContact } from '../cases/phones/phone-rows.ts';
import type { World } from '../cases/world.ts';
import { SECOND } from '../engine/calendar/instant.ts';
import { errorName } from '../engine/error-name.ts';
import { nameOfRow, shortName } from '../engine/storage/row-hash.ts';
import { Unavailable } from '../engine/storage/store-errors.ts';
import type { ClockLogger, Ids } from './clock-logger.ts';

/** Left for the contact in progress when the time is over. */
const RESERVE_MS = 5 * SECOND;

const idsOf = ({ station, id }: CaseKey): Ids => ({ station, caseId: id });

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
    const report = (ids: Ids, error: string) => logger.record('contact-not-hashed', { ...ids, error });
    const hashNamed = async (key: CaseKey): Promise<boolean> => {
      try {
        return await hashContact(world, key);
      } catch (error) {
        if (error instanceof Unavailable) throw error;
        // Lambda copies the error that is thrown into the log and the dead letters, and its message may quote the contact.
        report(idsOf(key), errorName(error));
        throw new Error(`a contact could not be hashed: ${errorName(error)}`);
      }
    };
    const fact = readFact(event);
    if (fact !== undefined) {
      const { kind, station, id } = fact;
      const isCase = kind === 'case' && isCaseId(id);
      const hashed = isCase && (await hashNamed(keyOf({ station, caseId: id }))) ? 1 : 0;
      logger.measure({ 'contacts-hashed': hashed, 'contacts-late': 0 });
      return { hashed };
    }
    const now = world.system.now();
    const { hashed, failed } = await hashQueuedContacts(
      world,
      now,
      () => limit.getRemainingTimeInMillis() - RESERVE_MS,
    );
    for (const { row, error } of failed) {
      const key = caseOfContact(row);
      report(key ? idsOf(key) : { row: shortName(nameOfRow(row)) }, error);
    }
    logger.measure({ 'contacts-hashed': hashed, 'contacts-late': hashed });
    if (failed.length > 0) throw new Error(`${failed.length} contacts could not be hashed`);
    return { hashed };
  };

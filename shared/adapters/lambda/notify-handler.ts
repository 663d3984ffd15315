import { deliveryName } from '../../app/delivery-name.ts';
import { type Notified, notify } from '../../app/notify.ts';
import type { World } from '../../app/world.ts';
import { readOffer } from '../events/bus-detail.ts';
import type { ClockJournal } from './clock-journal.ts';

const outcomes = ['sent', 'suppressed', 'retry-later', 'dead', 'stale'] as const;

/** The function behind the offers on the bus: one event, one message. */
export const notifyHandler =
  (world: Parameters<typeof notify>[0] & Pick<World, 'system'>, journal: ClockJournal) =>
  async (event: unknown): Promise<Notified> => {
    const offer = readOffer(event);
    const notified = await notify(world, offer, world.system.now());
    if (notified.outcome === 'dead' || notified.outcome === 'retry-later') {
      const { kind, why } = notified;
      const code = notified.outcome === 'dead' ? 'message-dead' : 'message-retried';
      journal.record(code, { delivery: deliveryName(offer.subject), attempt: offer.attempt, kind, why });
    }
    // Zeros too, so that a rate is a rate and not the average of its own occurrences.
    journal.measure(
      Object.fromEntries(
        outcomes.map((outcome) => [`messages-${outcome}`, outcome === notified.outcome ? 1 : 0]),
      ),
    );
    return notified;
  };

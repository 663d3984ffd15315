import { MINUTE } from '../../../shared/engine/calendar/instant.ts';
import type { Bus } from '../../../shared/engine/outbox/bus.ts';
import type { Offer } from '../../../shared/engine/outbox/offer.ts';
import type { PublishedFact } from '../../../shared/engine/outbox/published-fact.ts';
import type { Dice } from './dice.ts';
import type { Machines } from './machines.ts';
import type { Ending } from './run.ts';
import type { Timeline } from './timeline.ts';

/** How often the bus invokes a failing function before the event goes to the dead letters. */
const INVOCATIONS_MAX = 3;

export interface EventBusSettings {
  readonly timeline: Timeline;
  readonly machines: Machines;
  readonly dice: Dice;
  readonly onFact: (fact: PublishedFact) => void;
  /** Invokes the function behind an offer. */
  readonly deliver: (offer: Offer, ended: (ending: Ending | undefined) => void) => void;
}

/** An unordered bus: an event arrives a little later, sometimes twice, sometimes never. */
export function eventBus({ timeline, machines, dice, onFact, deliver }: EventBusSettings): Bus {
  const invoke = (offer: Offer, invocation: number): void =>
    deliver(offer, (ending) => {
      if (ending === undefined || invocation >= INVOCATIONS_MAX) return;
      timeline.after(invocation * MINUTE, () => invoke(offer, invocation + 1));
    });
  const deliverLater = (offer: Offer): void => timeline.after(dice.between(20, 500), () => invoke(offer, 1));
  const taken = <Item>(items: readonly Item[], take: (item: Item) => void): readonly Item[] => {
    const { busRefuse, busLose } = machines.swarm();
    const left = items.filter(() => dice.happens(busRefuse));
    for (const item of items) if (!left.includes(item) && !dice.happens(busLose)) take(item);
    return left;
  };
  return {
    offer: async (offers) =>
      taken(offers, (offer) => {
        deliverLater(offer);
        if (dice.happens(machines.swarm().busDuplicate)) deliverLater(offer);
      }),
    publish: async (facts) => taken(facts, onFact),
    // Nobody in the simulated station asks for a proof: the simulator runs the prover itself.
    askProofs: async () => [],
  };
}

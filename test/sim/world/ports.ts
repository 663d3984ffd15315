import { stateName } from '../../../shared/adapters/memory/tables.ts';
import { systemOf } from '../../../shared/adapters/system.ts';
import { aggregates } from '../../../shared/aggregates.ts';
import { briefCounts } from '../../../shared/cases/reading/station-brief.ts';
import type { Store, World } from '../../../shared/cases/world.ts';
import type { AggregateKey } from '../../../shared/engine/aggregate-key.ts';
import type { Bus } from '../../../shared/engine/outbox/bus.ts';
import type { Channel, Outlet } from '../../../shared/engine/outbox/channel.ts';
import type { Delivery } from '../../../shared/engine/outbox/delivery.ts';
import { deliveryId } from '../../../shared/engine/outbox/delivery-id.ts';
import type { Notice } from '../../../shared/engine/outbox/notice.ts';
import type { NotifyWorld } from '../../../shared/engine/outbox/notify-world.ts';
import { briefText } from '../../../shared/locales/brief-text.ts';
import type { Dice } from './dice.ts';
import type { Machines } from './machines.ts';
import type { Parts } from './parts.ts';
import type { Run } from './run.ts';
import { stubProofOfWork } from './stub-proof-of-work.ts';
import { stubVault } from './stub-vault.ts';
import type { Timeline } from './timeline.ts';

/** A send as it really happened, whatever answer the caller got. */
export interface Sending {
  readonly run: Run;
  /** When the handler decided to send. */
  readonly begunAt: number;
  readonly channel: string;
  readonly notice: Notice;
  readonly taken: boolean;
}

export interface PortSettings {
  readonly timeline: Timeline;
  readonly machines: Machines;
  readonly dice: Dice;
  readonly parts: Parts;
  readonly store: Store;
  readonly bus: Bus;
  readonly outlets: readonly Outlet[];
  readonly onSend: (sending: Sending) => void;
}

/** Without signed documents, photos, tickets and searches, which do not change a case. */
export type RunWorld = Omit<World, 'signer' | 'photoStore' | 'tickets' | 'phoneHash' | 'channels'> &
  Pick<NotifyWorld, 'channels' | 'people' | 'brief'>;

type Method = (...args: readonly unknown[]) => Promise<unknown>;

/** Creates the world of each run; every call in it passes the injected faults. */
export function ports(settings: PortSettings): (run: Run) => RunWorld {
  const { timeline, machines, dice, parts, bus, outlets } = settings;
  const storeFor = storeOf(settings);
  return (run) => {
    const system = systemOf(() => timeline.now() + run.skewMs, dice.chance);
    const store = parts.seen(storeFor(run), run);
    const policies = parts.policies(run.policies);
    return {
      store,
      aggregates,
      policies,
      system,
      people: store,
      brief: {
        counts: (reader, now) => briefCounts({ store, policies }, reader, now),
        textOf: briefText,
      },
      vault: stubVault,
      proofOfWork: stubProofOfWork,
      bus: {
        offer: (offers) => machines.call(run, 'bus', () => bus.offer(offers)),
        publish: (facts) => machines.call(run, 'bus', () => bus.publish(facts)),
      },
      channels: outlets.map((outlet) => channelOf(settings, outlet, run)),
    };
  };
}

/** Wraps every method of the store as one external call with one effect. */
function storeOf({ machines, timeline, store }: PortSettings): (run: Run) => Store {
  const methods = Object.entries(store).filter(([, member]) => typeof member === 'function');
  const prototype = Object.fromEntries(
    methods.map(([name, member]) => {
      const effect = member as Method;
      return [
        name,
        function (this: { readonly run: Run }, ...args: readonly unknown[]) {
          return machines.call(this.run, 'store', async () => {
            machines.touch(name, args);
            const value = await effect(...args);
            if (name === 'load') this.run.reads.set(stateName(args[0] as AggregateKey), timeline.now());
            if (name === 'claim' && value !== undefined) noteClaim(this.run, value as Delivery);
            return value;
          });
        },
      ];
    }),
  );
  const { shardsPerLane } = store;
  return (run) => Object.assign(Object.create(prototype), { run, shardsPerLane }) as Store;
}

const noteClaim = (run: Run, { subject, attempts }: Delivery) =>
  run.claims.set(deliveryId(subject), attempts);

/** A channel that may fail temporarily, fail permanently, or send and still report a failure. */
function channelOf({ timeline, machines, dice, onSend }: PortSettings, outlet: Outlet, run: Run): Channel {
  return {
    ...outlet,
    send(notice) {
      const begunAt = timeline.now();
      return machines.call(run, 'channels', async () => {
        const { sendTransient, sendPermanent, sendAmbiguous } = machines.swarm();
        const fails = machines.isOut('channels') || dice.happens(sendTransient);
        const refused = !fails && dice.happens(sendPermanent);
        onSend({ run, begunAt, channel: outlet.name, notice, taken: !fails && !refused });
        if (refused) return 'permanent';
        return fails || dice.happens(sendAmbiguous) ? 'transient' : 'sent';
      });
    },
  };
}

import { caseName } from '../../../shared/adapters/memory/tables.ts';
import { systemOf } from '../../../shared/adapters/system.ts';
import { type CaseKey } from '../../../shared/cases/case-key.ts';
import { type Store, type World } from '../../../shared/cases/world.ts';
import { type Bus } from '../../../shared/engine/outbox/bus.ts';
import { type ChannelPort, type Outlet } from '../../../shared/engine/outbox/channel.ts';
import { type Delivery } from '../../../shared/engine/outbox/delivery.ts';
import { deliveryName } from '../../../shared/engine/outbox/delivery-id.ts';
import { type Notice } from '../../../shared/engine/outbox/notice.ts';
import { type Dice } from './dice.ts';
import { type Machines } from './machines.ts';
import { type Parts } from './parts.ts';
import { type Run } from './run.ts';
import { stubProofOfWork } from './stub-proof-of-work.ts';
import { stubVault } from './stub-vault.ts';
import { type Timeline } from './timeline.ts';

/** What a send was, in truth, whatever its caller was told. */
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

/** Signed documents, photos and tickets are left out: none of them changes a case. */
export type RunWorld = Omit<World, 'signer' | 'photoStore' | 'tickets'> & {
  readonly channels: readonly ChannelPort[];
};

type Method = (...args: readonly unknown[]) => Promise<unknown>;

/** Gives each run the world as it sees it: every call may be slow, refused, unanswered or the last. */
export function ports(settings: PortSettings): (run: Run) => RunWorld {
  const { timeline, machines, dice, parts, bus, outlets } = settings;
  const storeFor = storeOf(settings);
  return (run) => {
    const system = systemOf(() => timeline.now() + run.skewMs, dice.chance);
    return {
      store: parts.seen(storeFor(run), run),
      vault: stubVault,
      proofOfWork: stubProofOfWork,
      system,
      bus: {
        offer: (offers) => machines.call(run, 'bus', () => bus.offer(offers)),
        publish: (facts) => machines.call(run, 'bus', () => bus.publish(facts)),
      },
      policies: parts.policies(run.policies),
      channels: outlets.map((outlet) => channelOf(settings, outlet, run)),
    };
  };
}

/** Every method of the store alike, whatever it is called: one call, one effect. */
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
            if (name === 'load') this.run.reads.set(caseName(args[0] as CaseKey), timeline.now());
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
  run.claims.set(deliveryName(subject), attempts);

/** A channel that fails for now, for good, or only in what it answers. */
function channelOf(
  { timeline, machines, dice, onSend }: PortSettings,
  outlet: Outlet,
  run: Run,
): ChannelPort {
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

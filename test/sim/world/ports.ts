import { stateName } from '../../../shared/adapters/memory/tables.ts';
import { systemOf } from '../../../shared/adapters/system.ts';
import { aggregates } from '../../../shared/aggregates.ts';
import { briefCounts } from '../../../shared/cases/reading/station-brief.ts';
import type { Store, World } from '../../../shared/cases/world.ts';
import type { AggregateKey } from '../../../shared/engine/aggregate-key.ts';
import type { Bus } from '../../../shared/engine/outbox/bus.ts';
import type { Delivery } from '../../../shared/engine/outbox/delivery.ts';
import { deliveryId } from '../../../shared/engine/outbox/delivery-id.ts';
import type { NotifyWorld } from '../../../shared/engine/outbox/notify-world.ts';
import { briefText } from '../../../shared/locales/brief-text.ts';
import type { Receivers } from '../channels/receivers.ts';
import { type SendersSettings, senders } from '../channels/senders.ts';
import type { Dice } from './dice.ts';
import type { Machines } from './machines.ts';
import type { Parts } from './parts.ts';
import type { Run } from './run.ts';
import { stubProofOfWork } from './stub-proof-of-work.ts';
import { type StubSecrets, stubSecrets } from './stub-secrets.ts';
import type { Timeline } from './timeline.ts';

export interface PortSettings {
  readonly timeline: Timeline;
  readonly machines: Machines;
  readonly dice: Dice;
  readonly parts: Parts;
  readonly store: Store;
  readonly bus: Bus;
  readonly receivers: Receivers;
  readonly ways: Dice;
  readonly onTry: SendersSettings['onTry'];
  readonly onOpened: SendersSettings['onOpened'];
}

/** Without signed documents, photos and searches, which do not change a case. */
export type RunWorld = Omit<World, 'signer' | 'photoStore' | 'phoneHash'> &
  Pick<NotifyWorld, 'channels' | 'people' | 'brief' | 'serves' | 'residents' | 'elapsedMs'> &
  Pick<StubSecrets, 'opener'>;

type Method = (...args: readonly unknown[]) => Promise<unknown>;

/** Creates the world of each run; every call in it passes the injected faults. */
export function ports(settings: PortSettings): (run: Run) => RunWorld {
  const { timeline, machines, dice, parts, bus } = settings;
  const storeFor = storeOf(settings);
  const { contacts, ...secrets } = stubSecrets();
  const senderOf = senders({ ...settings, contacts });
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
      ...secrets,
      proofOfWork: stubProofOfWork,
      bus: {
        offer: (offers) => machines.call(run, 'bus', () => bus.offer(offers)),
        publish: (facts) => machines.call(run, 'bus', () => bus.publish(facts)),
        askProofs: (asks) => machines.call(run, 'bus', () => bus.askProofs(asks)),
      },
      ...(sends(run) ? senderOf(run, store) : { channels: noChannels }),
    };
  };
}

const writes: ReadonlySet<string> = new Set<keyof Store>([
  'commit',
  'writeCompanions',
  'park',
  'claim',
  'hold',
  'attemptFailed',
  'recordTold',
  'putOff',
  'settle',
  'recordReport',
  'addMessage',
  'openBatchWindow',
  'joinDigest',
  'countUp',
]);

/** Wraps every method of the store as one external call with one effect. */
function storeOf({ machines, timeline, store }: PortSettings): (run: Run) => Store {
  const methods = Object.entries(store).filter(([, member]) => typeof member === 'function');
  const prototype = Object.fromEntries(
    methods.map(([name, member]) => {
      const effect = member as Method;
      return [
        name,
        function (this: { readonly run: Run }, ...args: readonly unknown[]) {
          return machines.call(this.run, writes.has(name) ? 'rows' : 'store', async () => {
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

const sends = ({ handler }: Run): boolean => handler === 'notify' || handler === 'notify-residents';

const onlySenders = (): never => {
  throw new Error('a function that does not send asked for a channel');
};
const noChannels: NotifyWorld['channels'] = { routeOf: onlySenders, named: onlySenders };

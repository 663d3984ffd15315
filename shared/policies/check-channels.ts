import { type Addressed, routedRoles, routeFor } from '../engine/outbox/route.ts';
import type { ChannelsContent } from './channels-content.ts';
import { type ContentFault, fault } from './content-fault.ts';

/** What a channel of a kind takes, as its adapter says. */
export interface KindLimits {
  readonly length: { readonly max: number; readonly unit: 'bytes' | 'characters' | 'sms-parts' };
}

export interface ChannelKinds {
  readonly names: readonly string[];
  limitsOf(kind: string): Promise<KindLimits>;
}

/** What the shortest message takes: a number, a sentence and a link. */
const shortest: Readonly<Record<KindLimits['length']['unit'], number>> = {
  characters: 60,
  bytes: 180,
  'sms-parts': 1,
};

/**
 * Checks that every message to staff has a way, and that every way is one.
 * @throws RangeError with a sentence for each fault
 */
export async function checkChannels(content: ChannelsContent, kinds: ChannelKinds): Promise<void> {
  const faults = (await channelFaults(content, kinds)).map(({ sentence }) => sentence);
  if (faults.length > 0) throw new RangeError(faults.join('\n'));
}

type Faults = readonly ContentFault[];

/** The same faults as data. */
export async function channelFaults(content: ChannelsContent, kinds: ChannelKinds): Promise<Faults> {
  return [
    ...faultsOfNames(content),
    ...(await faultsOfKinds(content, kinds)),
    ...faultsOfRoutes(content),
    ...withoutRoute(content),
  ];
}

function faultsOfNames({ channels }: ChannelsContent): Faults {
  const names = channels.map(({ name }) => name);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) < index));
  return [...repeated].map((name) =>
    fault('channel-twice', 'channels', { channel: name }, `The channel ${name} stands in the file twice.`),
  );
}

async function faultsOfKinds(
  { channels }: ChannelsContent,
  { names, limitsOf }: ChannelKinds,
): Promise<Faults> {
  const faults: ContentFault[] = [];
  for (const [index, { name, kind }] of channels.entries()) {
    const path = `channels.${index}.kind`;
    const about = { channel: name, kind, kinds: names.join(', ') };
    if (!names.includes(kind)) {
      faults.push(
        fault(
          'unknown-kind',
          path,
          about,
          `The channel ${name} is of the kind ${kind}; there are: ${names.join(', ')}.`,
        ),
      );
      continue;
    }
    const { max, unit } = (await limitsOf(kind)).length;
    if (max < shortest[unit]) {
      faults.push(
        fault('too-short-channel', path, about, `The channel ${name} cannot hold the shortest message.`),
      );
    }
  }
  return faults;
}

function faultsOfRoutes({ channels, routes }: ChannelsContent): Faults {
  const known = new Set(channels.map(({ name }) => name));
  return routes.flatMap(({ to, channels: names }, index) => {
    const path = `routes.${index}.channels`;
    const about = { to: to.join(',') };
    const route = `The route to ${to.join(', ')}`;
    if (names.length === 0) {
      return [fault('route-without-channel', path, about, `${route} has no channel.`)];
    }
    const unknown = names.filter((name) => !known.has(name));
    return unknown.map((name) =>
      fault(
        'unknown-channel',
        path,
        { ...about, channel: name },
        `${route} names the channel ${name}, which is not in the file.`,
      ),
    );
  });
}

const bothWays = [true, false];

/** Staff must be reached about everything. Residents are told where the station gives them a route. */
function withoutRoute({ routes }: ChannelsContent): Faults {
  const staff = routedRoles.filter((role) => role !== 'resident');
  return staff.flatMap((to) => {
    const kinds: readonly Addressed[] = bothWays.flatMap((urgent) =>
      bothWays.map((sensitive) => ({ to, urgent, sensitive })),
    );
    const left = kinds.filter((one) => routeFor(routes, one) === undefined);
    if (left.length === 0) return [];
    if (left.length === kinds.length) return [fault('no-route', 'routes', { to }, `No route is for ${to}.`)];
    return left.map(({ urgent, sensitive }) =>
      fault(
        'no-route',
        'routes',
        { to },
        `No route is for ${to} where a message is ${urgent ? '' : 'not '}urgent and ${sensitive ? '' : 'not '}sensitive.`,
      ),
    );
  });
}

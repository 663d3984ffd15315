import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { defined } from '../../../shared/engine/defined.ts';
import { audienceOf } from '../../../shared/engine/outbox/message.ts';
import type { Person } from '../../../shared/engine/outbox/person.ts';
import type { Platform } from '../../../shared/engine/outbox/platforms.ts';
import { addressees } from '../../../shared/engine/outbox/roster.ts';
import { addressedBy, routeFor } from '../../../shared/engine/outbox/route.ts';
import type { Responsible } from '../../../shared/engine/responsible.ts';
import { lookOf } from './icons.ts';
import type { Joined } from './joined.ts';
import type { Known, KnownDelivery } from './known.ts';
import type { Received } from './received.ts';
import { type Result, resultOf } from './result.ts';

/** Whose telephone it is: a member of staff's or a role's; a resident's has a number, or that of their case. */
export interface Owner {
  readonly role: Responsible;
  readonly person?: string;
  /** Masked. */
  readonly address?: string;
  readonly reference?: string;
}

/** The channel of a telephone; its kind is absent where a message has not chosen one yet. */
export interface OnChannel {
  readonly name: string;
  readonly kind?: string;
}

export interface Item extends Joined {
  readonly at: Instant;
  readonly result: Result;
}

/** What one person gets over one channel, oldest first. */
export interface Telephone {
  readonly key: string;
  readonly owner: Owner;
  readonly channel: OnChannel;
  readonly items: readonly Item[];
}

export const ownerKey = ({ person, role, address, reference }: Owner): string =>
  person ?? [role, address ?? reference].filter((part) => part !== undefined).join(' ');

/**
 * Messages by the telephone that they arrive on, or would. A group, a text message and a mail come first, and one of each
 * channel, so that every way is seen at a glance; among those and then the one with the newest message.
 */
export function telephonesOf(all: readonly Joined[], known: Known): readonly Telephone[] {
  // Where a resident was reached about a case, the next message about it will reach them, too.
  const reached = new Map(
    all.flatMap(({ received }) => {
      const { reference, channel, wire } = received ?? {};
      if (wire?.to === undefined || reference === undefined || channel === undefined) return [];
      const owner: Owner = { role: 'resident', address: wire.to };
      return [[reference, { owner, channel: { name: channel, kind: wire.provider } }] as const];
    }),
  );
  const telephones = new Map<string, { owner: Owner; channel: OnChannel; items: Item[] }>();
  for (const one of all) {
    const result = resultOf(one);
    const item = { ...one, result, at: one.received?.at ?? result.at };
    for (const { owner, channel } of placesOf(one, known, reached)) {
      const key = `${ownerKey(owner)}, ${channel.name}`;
      const telephone = telephones.get(key) ?? { owner, channel, items: [] };
      telephone.items.push(item);
      telephones.set(key, telephone);
    }
  }
  const newest = ({ items }: { items: readonly Item[] }) => items.at(-1)?.at ?? 0;
  const sorted = [...telephones]
    .map(([key, { items, ...rest }]) => ({
      key,
      ...rest,
      items: items.toSorted((one, other) => one.at - other.at),
    }))
    .sort((one, other) => newest(other) - newest(one));
  const ofLook = firstOf(sorted, ({ channel }) => lookOf(channel.kind));
  const ofChannel = firstOf(sorted, ({ channel }) => channel.name);
  return [...new Set([...ofLook, ...ofChannel, ...sorted])];
}

/** The first of the telephones of each trait, in their order. */
const firstOf = (sorted: readonly Telephone[], trait: (one: Telephone) => string): readonly Telephone[] =>
  [...new Map(sorted.toReversed().map((one) => [trait(one), one])).values()].toSorted(
    (one, other) => sorted.indexOf(one) - sorted.indexOf(other),
  );

interface Place {
  readonly owner: Owner;
  readonly channel: OnChannel;
}

function placesOf(
  { received, delivery }: Joined,
  known: Known,
  reached: ReadonlyMap<string, Place>,
): readonly Place[] {
  if (received !== undefined) {
    const channel = { name: received.channel, kind: received.wire?.provider ?? 'sink' };
    return ownersOf(received, delivery, known.people).map((owner) => ({ owner, channel }));
  }
  if (delivery === undefined) return [];
  const channel = channelFor(delivery, known);
  const { message, reference } = delivery;
  if (audienceOf(message) === 'resident') {
    const before = reached.get(reference ?? '');
    return [before ?? { owner: { role: 'resident', ...defined({ reference }) }, channel }];
  }
  return staffFor(delivery, known.people).map((owner) => ({ owner, channel }));
}

/** Residents have no account here, so a resident is known by a number: a masked one of theirs, or the case's. */
export const isResident = (role: Responsible): boolean => role === 'resident' || role === 'co-reporters';

function ownersOf(
  { to, people, reference, wire }: Received,
  delivery: KnownDelivery | undefined,
  roster: readonly Person[],
): readonly Owner[] {
  const role = to ?? delivery?.message.to ?? 'assignee';
  if (wire?.to !== undefined) return [{ role: 'resident', address: wire.to }];
  if (wire !== undefined) {
    const mentioned = roster.filter(({ platforms }) =>
      wire.mentioned.includes(platforms?.[wire.provider as Platform] ?? ''),
    );
    if (mentioned.length > 0) return mentioned.map(personOf);
    return delivery === undefined ? [{ role }] : staffFor(delivery, roster);
  }
  if (isResident(role)) return [{ role, ...defined({ reference }) }];
  return people.length === 0 ? [{ role }] : people.map((person) => ({ person, role }));
}

const personOf = ({ person, role }: Person): Owner => ({
  person,
  role: role === 'auditor' ? 'officer' : role,
});

/** Who gets a message to staff when it is due: deputies stand in for those who are away. */
function staffFor(
  { message, station, dueAt, createdAt }: KnownDelivery,
  roster: readonly Person[],
): readonly Owner[] {
  const { to: role, person } = message;
  const ofStation = roster.filter((one) => one.station === station);
  const addressed = person === undefined ? { to: role } : { to: 'assignee' as const, person };
  const reached = addressees(addressed, ofStation, dueAt ?? createdAt);
  if (reached.length === 0) return [{ role, ...defined({ person }) }];
  return reached.map((one) => (one.person === person ? { role, person } : personOf(one)));
}

/** The channel that was tried, or the first of the route that it will take. */
function channelFor(delivery: KnownDelivery, { channels, people }: Known): OnChannel {
  const content = channels.get(delivery.station);
  const to = people.filter(({ person }) => person === delivery.message.person);
  const addressed = addressedBy(delivery.message, delivery.priority, false, to);
  // A resident's own choice, which is sealed, decides whether it is a mail.
  const first =
    addressed.to === 'resident' ? undefined : routeFor(content?.routes ?? [], addressed)?.channels[0];
  const name = delivery.channel ?? first;
  const kind = content?.channels.find((one) => one.name === name)?.kind;
  return { name: name ?? 'none', ...defined({ kind }) };
}

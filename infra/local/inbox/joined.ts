import type { KnownDelivery } from './known.ts';
import type { Received } from './received.ts';

/** One message: what its receiver has, what the table says about it, or both. */
export interface Joined {
  readonly received?: Received;
  readonly delivery?: KnownDelivery;
}

/** The id of a notice to one of several readers ends with the reader's own number. */
const OF_READER = /-\d{7}$/;

/** What a robot gets names neither delivery nor reader, so it is found by its channel, its kind and its case. */
const trait = (channel = '', kind = '', reference = ''): string => `${channel} ${kind} ${reference}`;

/**
 * Joins what was received with the deliveries that it came from. Of several messages of a kind about a case over a channel,
 * the newest is that of the newest delivery.
 * @param received oldest first
 * @param deliveries oldest first
 */
export function joined(
  received: readonly Received[],
  deliveries: readonly KnownDelivery[],
): readonly Joined[] {
  const byId = new Map(deliveries.map((one) => [one.id, one]));
  const byTrait = new Map<string, KnownDelivery[]>();
  for (const one of deliveries.filter(({ state }) => state === 'sent')) {
    const key = trait(one.channel, one.message.kind, one.reference);
    byTrait.set(key, [...(byTrait.get(key) ?? []), one]);
  }
  const taken = new Set<KnownDelivery>();
  const ofRobot = ({ channel, kind, reference, at }: Received): KnownDelivery | undefined =>
    [trait(channel, kind, reference), trait(channel, kind)]
      .flatMap((key) => byTrait.get(key) ?? [])
      .findLast((one) => !taken.has(one) && one.createdAt <= at);
  const all = received.toReversed().map((one): Joined => {
    const known = byId.get(one.id) ?? byId.get(one.id.replace(OF_READER, ''));
    const delivery = known ?? (one.wire === undefined ? undefined : ofRobot(one));
    if (delivery !== undefined) taken.add(delivery);
    return { received: one, ...(delivery && { delivery }) };
  });
  const others = deliveries.filter((one) => !taken.has(one));
  return [...all, ...others.map((delivery) => ({ delivery }))];
}

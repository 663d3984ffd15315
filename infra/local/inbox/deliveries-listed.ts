import { type Instant, toIso } from '../../../shared/engine/calendar/instant.ts';
import { defined } from '../../../shared/engine/defined.ts';
import { type Joined, joined } from './joined.ts';
import type { Known, KnownDelivery } from './known.ts';
import { receivedIn } from './received.ts';
import { resultOf } from './result.ts';

const instant = (at: Instant | undefined): string | undefined => (at === undefined ? undefined : toIso(at));

/** The deliveries of the table for a machine, each with the ids of what receivers have of it. */
export function deliveriesListed(
  messages: readonly object[],
  { deliveries }: Known,
  reference: string | undefined,
): readonly object[] {
  const byDelivery = Map.groupBy(joined(messages.map(receivedIn), deliveries), ({ delivery }) => delivery);
  return deliveries
    .filter((one) => reference === undefined || one.reference === reference)
    .map((one) => listed(one, byDelivery.get(one) ?? []));
}

function listed(delivery: KnownDelivery, all: readonly Joined[]): object {
  const { id, message, state, channel, attempts, reason, reference, createdAt, dueAt } = delivery;
  const { to, kind } = message;
  const received = all.flatMap((one) => one.received?.wire?.id ?? one.received?.id ?? []);
  const { result } = resultOf(all[0] ?? { delivery });
  return {
    ...{ id, to, kind, state, result, attempts, received, createdAt: toIso(createdAt) },
    ...defined({ reference, channel, reason, dueAt: instant(dueAt) }),
  };
}

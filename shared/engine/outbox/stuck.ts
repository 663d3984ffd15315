import { DAY, type Instant } from '../calendar/instant.ts';
import type { StationId } from '../scope.ts';
import type { EngineWorld } from '../world.ts';
import type { Delivery, StuckMessages } from './delivery.ts';
import { deliveryId } from './delivery-id.ts';

/** A message is stuck once so many attempts have failed, within 7 minutes if it is urgent and 35 if not, or all of them. */
export const STUCK_ATTEMPTS = 3;

/** Older ones are left out of the list: whom they were to reach was told otherwise, or nobody asks any more. */
const LISTED_FOR = 30 * DAY;

/** How many messages are listed, or sent again, at once. */
export const STUCK_MAX = 100;

/** Whether a message reached nobody, or has not yet after several attempts. */
export const isStuck = ({ state, failed, attempts }: Delivery): boolean =>
  state === 'dead' || (state === 'pending' && failed === true && attempts >= STUCK_ATTEMPTS);

/** Given up, or still tried. */
export const stuckStates = ['dead', 'pending'] as const;

/** How many stuck messages are looked at for those that are wanted. */
export const STUCK_READ_MAX = 2000;

type Wanted = (delivery: Delivery) => boolean;

const newestStuck = (
  { store }: Pick<EngineWorld, 'store'>,
  station: StationId,
  now: Instant,
  isWanted?: Wanted,
  limit = STUCK_MAX,
): Promise<StuckMessages> => store.stuck(station, now - LISTED_FOR, limit, isWanted);

/** The stuck messages of a station. */
export const stuckMessages = (
  world: Pick<EngineWorld, 'store'>,
  station: StationId,
  now: Instant,
  state?: (typeof stuckStates)[number],
): Promise<StuckMessages> =>
  newestStuck(world, station, now, (one) => state === undefined || one.state === state);

export interface SentAgain {
  /** How many are due again by this call. Whether each arrives shows later, in the list or in its case. */
  readonly again: number;
  /** There are more than one call takes; those that it took are no longer in the way of the next call. */
  readonly more: boolean;
}

/**
 * Makes the stuck messages of a station due at once, all or those of a kind. They begin anew, as if none of their attempts
 * had been made: who sends them again has reason to think that they arrive now, and one that was nearly given up must not
 * end at the next failure. What is no longer true by then is suppressed as always. A message that reaches nobody again is
 * listed again; its case has heard of it the first time.
 */
export async function sendAllAgain(
  world: Pick<EngineWorld, 'store'>,
  station: StationId,
  kind: string | undefined,
  now: Instant,
): Promise<SentAgain> {
  const isOfKind: Wanted = ({ message }) => kind === undefined || message.kind === kind;
  const { messages, more } = await newestStuck(world, station, now, isOfKind);
  let again = 0;
  for (const one of messages) if (await world.store.sendAgain(one, now)) again += 1;
  return { again, more };
}

/** The same for one by its id; `not-found` for an id that no stuck message has. */
export async function sendOneAgain(
  world: Pick<EngineWorld, 'store'>,
  station: StationId,
  id: string,
  now: Instant,
): Promise<SentAgain | { readonly refusal: { readonly code: 'not-found' } }> {
  const hasId: Wanted = ({ subject }) => deliveryId(subject) === id;
  const [found] = (await newestStuck(world, station, now, hasId, 1)).messages;
  if (found === undefined) return { refusal: { code: 'not-found' } };
  return { again: (await world.store.sendAgain(found, now)) ? 1 : 0, more: false };
}

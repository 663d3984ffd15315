import type { Instant } from '../engine/calendar/instant.ts';
import { isUnmet } from '../engine/clocks/clock.ts';
import { type Case, clockOf } from './case.ts';
import { hasRated } from './decisions/co-reporters.ts';
import { isHandled, target } from './lifecycle.ts';
import type { Message, MessageKind, Saying } from './message-kinds.ts';

/**
 * What a message to a resident says: what is true when it is sent, which may be hours after it was decided.
 * @param own the case of the resident who is addressed
 * @param followed the case that the message is about: a co-reporter's primary case, otherwise `own`
 */
export function residentSaying(message: Message, own: Case, followed: Case, now: Instant): Saying {
  return sayings[message.kind]?.(own, followed, now) ?? message.kind;
}

const sayings: {
  readonly [Kind in MessageKind]?: (own: Case, followed: Case, now: Instant) => Saying;
} = {
  receipt: (own, _, now) => receiptSaying(own, now),
  // The question was answered or withdrawn; it still stands on the tracking page.
  ask: (_, { status }) => (status === 'waiting-resident' ? 'ask' : 'reply'),
  'rating-request': (own, followed) => {
    const isRated = hasRated(own, own === followed ? undefined : followed.reopens);
    return target('rate', followed.status) !== undefined && !isRated ? 'rating-request' : 'reply';
  },
};

function receiptSaying(own: Case, now: Instant): Saying {
  const { status, reporterLeft } = own;
  if (status === 'withdrawn' || reporterLeft) return 'withdrawn';
  if (status === 'duplicate') return 'linked';
  const respond = clockOf(own, 'respond');
  if (isHandled(status) || status === 'closed' || respond === undefined || !isUnmet(respond))
    return 'answered';
  return respond.state === 'breached' || respond.promiseAt <= now ? 'late' : 'receipt';
}

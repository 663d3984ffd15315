import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { audienceOf } from '../../../shared/engine/outbox/message.ts';
import type { Joined } from './joined.ts';

/** What became of a message, for the person who looks. */
export const results = ['delivered', 'sent', 'waiting', 'not-needed', 'dead'] as const;
export type ResultName = (typeof results)[number];

export interface Result {
  readonly result: ResultName;
  /** When that was; of a waiting message, when it goes. */
  readonly at: Instant;
  /** A code of why. */
  readonly why?: string;
  /** What the provider reported later. */
  readonly reported?: string;
  /** A waiting message that comes with the brief of the morning. */
  readonly inBrief?: true;
}

/** A group shows what its robot took. A telephone company or a mail server has only taken it over. */
const isTakenOver = (provider: string | undefined): boolean =>
  provider !== undefined && (provider.endsWith('sms') || provider === 'smtp');

/** What became of a message, by what its receiver has and what the table says. */
export function resultOf({ received, delivery }: Joined): Result {
  const at = received?.at ?? delivery?.createdAt ?? 0;
  const report = delivery?.report;
  if (delivery?.state === 'dead')
    return { result: 'dead', at: report?.at ?? at, why: report?.code ?? delivery.reason ?? 'unknown' };
  if (report?.outcome === 'delivered') return { result: 'delivered', at: report.at, reported: report.code };
  if (received !== undefined)
    return { result: isTakenOver(received.wire?.provider) ? 'sent' : 'delivered', at };
  switch (delivery?.state) {
    case 'pending':
      return {
        result: 'waiting',
        at: delivery.dueAt ?? at,
        ...(delivery.failed && { why: 'tried' }),
        ...(delivery.held && audienceOf(delivery.message) === 'staff' && { inBrief: true as const }),
      };
    case 'folded':
      return { result: 'not-needed', at, why: 'folded' };
    case 'suppressed':
      return { result: 'not-needed', at, why: delivery.reason ?? 'unknown' };
    default:
      return { result: 'sent', at, why: 'not-kept' };
  }
}

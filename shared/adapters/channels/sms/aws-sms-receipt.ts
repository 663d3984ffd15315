import * as z from 'zod/mini';
import { onFirstUse } from '../../../engine/on-first-use.ts';
import type { ProviderReport } from '../../../engine/outbox/delivery.ts';
import type { Receipt } from '../../../engine/outbox/receipts/record-receipt.ts';

/** The pattern of the rule for these events, which the service puts on the account's default bus by itself. */
export const awsSmsEventPattern = {
  source: ['aws.sms-voice'],
  'detail-type': ['Text Message Delivery Status Updated'],
} as const;

/**
 * What the final events mean. In some countries a carrier that took the message is the last that is heard of it, which the
 * service calls `TEXT_SUCCESSFUL`. `TEXT_UNKNOWN` comes after 72 hours without a word from the carrier and says nothing.
 */
const outcomes: Readonly<Record<string, ProviderReport['outcome'] | undefined>> = {
  TEXT_DELIVERED: 'delivered',
  TEXT_SUCCESSFUL: 'delivered',
  TEXT_BLOCKED: 'undelivered',
  TEXT_CARRIER_BLOCKED: 'undelivered',
  TEXT_CARRIER_UNREACHABLE: 'undelivered',
  TEXT_INVALID: 'undelivered',
  TEXT_INVALID_MESSAGE: 'undelivered',
  TEXT_PROTECT_BLOCKED: 'undelivered',
  TEXT_SPAM: 'undelivered',
  TEXT_TTL_EXPIRED: 'undelivered',
  TEXT_UNREACHABLE: 'undelivered',
};

const shape = onFirstUse(() =>
  z.object({
    source: z.enum(awsSmsEventPattern.source),
    'detail-type': z.enum(awsSmsEventPattern['detail-type']),
    detail: z.object({
      eventType: z.string(),
      isFinal: z.boolean(),
      /** Milliseconds since 1970. */
      eventTimestamp: z.int().check(z.minimum(0)),
      // What was sent along with the message.
      context: z.object({ delivery: z.string().check(z.regex(/^[\w-]{1,128}$/)) }),
      messageId: z.string().check(z.regex(/^[\w-]{1,64}$/)),
    }),
  }),
);

/**
 * Reads an event about a text message. `undefined` for one that is not final, says nothing, or is about a message of another
 * system of the account. The telephone number in it is not read.
 */
export function awsSmsReceipt(event: unknown): Receipt | undefined {
  const { data } = shape().safeParse(event);
  if (data === undefined || !data.detail.isFinal) return undefined;
  const { eventType, eventTimestamp, context, messageId } = data.detail;
  const outcome = Object.hasOwn(outcomes, eventType) ? outcomes[eventType] : undefined;
  if (outcome === undefined) return undefined;
  return { delivery: context.delivery, message: messageId, outcome, code: eventType, at: eventTimestamp };
}

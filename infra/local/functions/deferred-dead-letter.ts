import { type Instant, toIso } from '../../../shared/engine/calendar/instant.ts';
import type { Accepted } from './deferred-rows.ts';
import type { Failure } from './messages.ts';

export interface Why {
  /** Lambda's word for it. */
  readonly condition: string;
  readonly failure: Failure | undefined;
  readonly now: Instant;
}

/** What Lambda sends to a function's destination for an event that failed for good (JSON). */
export const failureDeadLetter = (
  { id, functionArn, payload, attempts }: Accepted,
  { condition, failure, now }: Why,
): string =>
  JSON.stringify({
    version: '1.0',
    timestamp: toIso(now),
    requestContext: {
      requestId: id,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(payload),
    ...(failure && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: failure,
    }),
  });

import { type Instant, toIso } from '../../../shared/engine/calendar/instant.ts';
import type { Accepted } from './deferred-rows.ts';
import type { Failure } from './messages.ts';

export interface FailureReason {
  /** Lambda's term, such as `RetriesExhausted`. */
  readonly condition: string;
  readonly failure: Failure | undefined;
  readonly now: Instant;
}

/** The JSON that Lambda sends to a function's failure destination when it gives up an event. */
export const failureDeadLetter = (
  { id, functionArn, payload, attempts }: Accepted,
  { condition, failure, now }: FailureReason,
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

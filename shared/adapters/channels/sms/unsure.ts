import { MINUTE } from '../../../engine/calendar/instant.ts';
import type { Judged } from '../channel-adapter.ts';

/**
 * Nobody knows whether the provider took the message: the request went out and no answer came. A provider of short
 * messages does not recognise a repeat, so the sender leaves it alone for so long; a receipt that comes meanwhile ends the
 * delivery. Then it is sent again: told twice is better than never told.
 */
export const unsure: Judged = { result: 'transient', code: 'unsure', retryAfterMs: 30 * MINUTE };

/** What fails before a request has gone out. */
const NOT_SENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|CERT|^ERR_(?:SSL|TLS)/;

/** Judges a request that got no answer by the codes of the error and of its causes. */
export function judgeNoAnswer(error: unknown): Judged {
  for (let cause = error, depth = 0; cause instanceof Error && depth < CAUSES_MAX; depth += 1) {
    const { code } = cause as { readonly code?: unknown };
    if (typeof code === 'string' && NOT_SENT.test(code)) return { result: 'transient', code: 'unreachable' };
    cause = cause.cause;
  }
  return unsure;
}

const CAUSES_MAX = 4;

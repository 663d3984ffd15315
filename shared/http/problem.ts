import type { Move, Status } from '../cases/lifecycle.ts';
import type { Refusal } from '../cases/refusal.ts';
import type { EdgeCode, InputErrorCode, ProblemCode } from '../locales/problem-codes.ts';

/** An error in one field of the request. */
export interface InputError {
  /** The path of the field in the body or query: `contact.phone`. Empty for the body itself. */
  readonly field: string;
  readonly code: InputErrorCode;
}

/** A status as residents see it: `handled` stands for any answer to a secret report. */
export type ShownStatus = Status | 'handled';

/** Why a request fails. It becomes Problem Details, or a page, in the reader's language. */
export type Problem =
  | Exclude<Refusal, { readonly code: 'move-not-allowed' }>
  | {
      readonly code: 'move-not-allowed';
      readonly move: Move;
      readonly from: ShownStatus;
      readonly to?: ShownStatus;
    }
  | { readonly code: Exclude<EdgeCode, 'invalid-input'> }
  | { readonly code: 'invalid-input'; readonly errors: readonly InputError[] };

/** The HTTP status of each problem. Exhaustive: a new refusal does not compile until it has one. */
export const statusOf = {
  'not-found': 404,
  'move-not-allowed': 409,
  'changed-meanwhile': 412,
  'too-busy': 503,
  'wrong-cursor': 422,
  'token-used': 409,
  'command-used': 409,
  'invalid-details': 422,
  'unknown-outcome': 422,
  'reply-too-short': 422,
  'nothing-to-read': 422,
  'second-person-needed': 409,
  'waits-exhausted': 409,
  'extensions-exhausted': 409,
  'not-later': 422,
  'too-far-ahead': 422,
  'no-such-clock': 409,
  'no-such-milestone': 409,
  'nothing-to-acknowledge': 409,
  'window-over': 409,
  'window-still-open': 409,
  'already-rated': 409,
  'unknown-person': 422,
  'person-cannot-act': 422,
  'in-the-future': 422,
  'no-withdrawal-asked': 409,
  'not-secret': 409,
  'not-linkable': 422,
  'no-longer-worked-on': 409,
  'other-type': 409,
  'reason-needed': 422,
  'nothing-to-join': 409,
  'no-notice-address': 409,
  'code-replaced': 409,
  'register-changed': 409,
  'link-used': 410,
  'link-expired': 410,
  'photos-full': 409,
  'helper-not-needed': 409,
  'helper-answered-before': 409,
  'helper-task-over': 409,
  'helpers-enough': 409,
  'nothing-to-approve': 409,
  'faq-full': 409,
  'webhooks-off': 409,
  'webhook-exists': 409,
  'webhooks-enough': 409,
  'address-not-https': 422,
  'address-inside': 422,
  'address-unknown': 422,
  'own-entry': 409,
  'unknown-deputy': 422,
  'roster-full': 409,
  'settings-moved': 412,
  'content-refused': 422,
  unauthorized: 401,
  struck: 403,
  'not-json': 400,
  'too-large': 413,
  'unsupported-type': 415,
  'unreadable-text': 400,
  'invalid-input': 422,
  'too-many-tries': 429,
  unavailable: 503,
  defect: 500,
} as const satisfies Record<ProblemCode, number>;

export const problemCodes = Object.keys(statusOf) as readonly ProblemCode[];

/** Further headers by problem. */
export const headersOf: { readonly [Code in ProblemCode]?: Readonly<Record<string, string>> } = {
  unauthorized: { 'www-authenticate': 'Bearer' },
  unavailable: { 'retry-after': '5' },
  // Counters restart every hour.
  'too-many-tries': { 'retry-after': '3600' },
  'too-busy': { 'retry-after': '1' },
};

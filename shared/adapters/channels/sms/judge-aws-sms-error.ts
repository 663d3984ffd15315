import type { Judged } from '../channel-adapter.ts';
import { judgeNoAnswer, unsure } from './unsure.ts';

/** What the client throws. Its message may name the number, so nothing of it is kept. */
interface AwsError {
  readonly name?: unknown;
  readonly Reason?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: unknown };
}

/** Why one number gets nothing. Every other conflict is about the account's own numbers, so nobody gets anything. */
const ofThisNumber = new Set([
  'DESTINATION_PHONE_NUMBER_OPTED_OUT',
  'DESTINATION_PHONE_NUMBER_NOT_VERIFIED',
  'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION',
  'DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE',
]);

const results: Readonly<Record<string, Judged['result'] | undefined>> = {
  ThrottlingException: 'transient',
  TooManyRequestsException: 'transient',
  InternalServerException: 'transient',
  ServiceUnavailableException: 'transient',
  // The next attempt has new credentials.
  ExpiredTokenException: 'transient',
  RequestExpired: 'transient',
  ValidationException: 'permanent',
};

/**
 * Judges an error by its name and reason. What is not known is about the account, its rights or its signature: nobody gets
 * anything until an operator has looked.
 */
export function judgeAwsSmsError(error: unknown): Judged {
  const { name, Reason, $metadata } = (error ?? {}) as AwsError;
  const status = $metadata?.httpStatusCode;
  if (name === 'CredentialsProviderError') return { result: 'broken', code: 'no-credentials' };
  if (typeof status !== 'number') return judgeNoAnswer(error);
  const code = codeOf(Reason) ?? codeOf(name);
  // An answer that the client cannot read: of a proxy, or of nobody who speaks this protocol.
  if (code === undefined || !EXCEPTION.test(String(name))) return unreadable(status);
  return { result: resultOf(String(name), code, status), code };
}

function resultOf(name: string, code: string, status: number): 'transient' | 'permanent' | 'broken' {
  if (name === 'ConflictException') return ofThisNumber.has(code) ? 'permanent' : 'broken';
  if (name === 'ServiceQuotaExceededException') return code.startsWith('MONTHLY_') ? 'broken' : 'transient';
  const known = Object.hasOwn(results, name) ? results[name] : undefined;
  if (known !== undefined && known !== 'sent') return known;
  return status >= 500 ? 'transient' : 'broken';
}

const unreadable = (status: number): Judged =>
  status < 300 || [500, 502, 504].includes(status) ? unsure : { result: 'transient', code: `http-${status}` };

const CODE = /^[A-Za-z][A-Za-z0-9_]{2,63}$/;
/** The names that the service gives its errors; the client names others, such as a body that is no JSON, otherwise. */
const EXCEPTION =
  /Exception$|^(?:RequestExpired|SignatureDoesNotMatch|InvalidClientTokenId|MissingAuthenticationToken|IncompleteSignature|AccessDenied)$/;

const codeOf = (value: unknown): string | undefined =>
  typeof value === 'string' && CODE.test(value) ? value : undefined;

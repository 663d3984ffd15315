import { HOUR, MINUTE } from '../../../engine/calendar/instant.ts';
import { defined } from '../../../engine/defined.ts';
import type { Judged } from '../channel-adapter.ts';
import type { ChannelResponse } from '../post.ts';
import { unsure } from './unsure.ts';

/** Codes after which the account, its key or its signature sends nothing more, whatever the message is. */
const broken = new Set([
  'isv.AMOUNT_NOT_ENOUGH',
  'isv.OUT_OF_SERVICE',
  'isv.MONTH_LIMIT_CONTROL',
  'isv.BILLING_DEDUCTION_ERROR',
  'isv.PRODUCT_UN_SUBSCRIPT',
  'isv.PRODUCT_UNSUBSCRIBE',
  'isv.ACCOUNT_NOT_EXISTS',
  'isv.ACCOUNT_ABNORMAL',
  'isv.RAM_CHECK_FAILED',
  'isv.SMS_SIGNATURE_ILLEGAL',
  'isv.SMS_SIGN_ILLEGAL',
  'isv.SMS_SIGNATURE_SCENE_ILLEGAL',
  'isp.RAM_PERMISSION_DENY',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidAccessKeyId.NotFound',
  'InvalidAccessKeyId.Inactive',
  'Forbidden.RAM',
  'NoPermission',
]);

/** Codes after which a later attempt may succeed, and after how long. */
const later: Readonly<Record<string, number | undefined>> = {
  // To one number: a few a minute and an hour, fifty a day.
  'isv.BUSINESS_LIMIT_CONTROL': 10 * MINUTE,
  // The account's own limit of a day.
  'isv.DAY_LIMIT_CONTROL': HOUR,
  'Throttling.User': MINUTE,
  Throttling: MINUTE,
};

/**
 * Judges the answer by the code in its body, at any status. What begins with `isv.` is about the request, and the same the
 * next time; everything else is worth another attempt.
 */
export function judgeAlibabaSms({ status, body, retryAfterMs }: ChannelResponse): Judged {
  const answer = answerIn(body);
  if (answer === undefined)
    return mayBeTaken(status)
      ? unsure
      : { result: 'transient', code: `http-${status}`, ...defined({ retryAfterMs }) };
  const { code, receipt } = answer;
  if (code === 'OK') return { result: 'sent', ...defined({ receipt }) };
  if (broken.has(code)) return { result: 'broken', code };
  if (Object.hasOwn(later, code))
    return { result: 'transient', code, ...defined({ retryAfterMs: later[code] }) };
  return { result: code.startsWith('isv.') ? 'permanent' : 'transient', code };
}

/** A gateway that waited in vain does not know either, nor does anybody where a provider failed at its work. */
const mayBeTaken = (status: number): boolean =>
  (status >= 200 && status < 300) || [500, 502, 504].includes(status);

/** Codes and ids of a provider are stored, so anything longer or with other characters is none. */
const CODE = /^[A-Za-z][A-Za-z0-9._-]{0,63}$/;
/** An id of a message, as the provider's answer and its reports name it. */
export const MESSAGE_ID = /^[\w^.:-]{1,64}$/;

function answerIn(body: string): { readonly code: string; readonly receipt?: string } | undefined {
  try {
    const { Code: code, BizId: receipt } = Object(JSON.parse(body));
    if (typeof code !== 'string' || !CODE.test(code)) return undefined;
    return { code, ...(typeof receipt === 'string' && MESSAGE_ID.test(receipt) && { receipt }) };
  } catch {
    return undefined;
  }
}

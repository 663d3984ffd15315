import { type Instant, toIso } from '../../../shared/engine/calendar/instant.ts';
import type { Accepted } from './fake.ts';

/** A message that the stand-in of a provider of short messages took. */
export type AcceptedSms = Accepted & { readonly to: string; readonly id: string; readonly receipt: string };

export const isAcceptedSms = (accepted: Accepted): accepted is AcceptedSms =>
  accepted.to !== undefined && accepted.id !== undefined && accepted.receipt !== undefined;

/** Messages to this number never arrive, so that one can see what happens then (docs/channels.md). */
export const NEVER_REACHED = '13900000404';

export const arrives = ({ to }: Pick<AcceptedSms, 'to'>): boolean => !to.endsWith(NEVER_REACHED);

/** `yyyy-MM-dd HH:mm:ss` in Beijing, as Alibaba Cloud writes times. */
const beijing = (at: Instant): string =>
  toIso(at + 8 * 3_600_000)
    .slice(0, 19)
    .replace('T', ' ');

/** The body of one call `SmsReport` of Alibaba Cloud. */
export const alibabaSmsReport = (sms: AcceptedSms, at: Instant): readonly object[] => [
  {
    phone_number: sms.to,
    send_time: beijing(sms.at),
    report_time: beijing(at),
    success: arrives(sms),
    err_code: arrives(sms) ? 'DELIVERED' : 'SP_UNKNOWN_ERROR',
    err_msg: arrives(sms) ? '用户接收成功' : '运营商未知错误',
    sms_size: String(sms.length),
    biz_id: sms.receipt,
    out_id: sms.id,
  },
];

/** The event that AWS End User Messaging publishes on the account's default bus. */
export const awsSmsReport = (sms: AcceptedSms, at: Instant): object => ({
  source: 'aws.sms-voice',
  'detail-type': 'Text Message Delivery Status Updated',
  time: toIso(at),
  detail: {
    eventType: arrives(sms) ? 'TEXT_DELIVERED' : 'TEXT_UNREACHABLE',
    eventVersion: '1.0',
    eventTimestamp: at,
    isFinal: true,
    destinationPhoneNumber: sms.to,
    messageId: sms.receipt,
    messageStatus: arrives(sms) ? 'DELIVERED' : 'UNREACHABLE',
    totalMessageParts: sms.length,
    context: { delivery: sms.id },
  },
});

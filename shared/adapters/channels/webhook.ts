import { Webhook } from 'standardwebhooks';
import * as z from 'zod/mini';
import { SECOND, toIso } from '../../engine/calendar/instant.ts';
import { type ChannelMaker, judgeByStatus } from './channel-maker.ts';
import { noticeRecord } from './notice-record.ts';
import { safeAddress } from './safe-address.ts';

export interface WebhookSettings {
  readonly url: URL;
  /** `whsec_` and 24 to 64 bytes in base64, shared with the receiver. */
  readonly secret: string;
}

/**
 * Posts each notice as the Standard Webhooks specification defines it: type, time and data. The id stays the same for
 * each attempt, so the receiver can drop repeats; the signature proves the sender and the time.
 */
export const webhook: ChannelMaker<WebhookSettings> = {
  settings: () =>
    z.strictObject({
      url: safeAddress(),
      secret: z.string().check(z.regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/)),
    }),

  request(notice, text, { url, secret }, now) {
    const payload = {
      type: `notice.${notice.kind}`,
      timestamp: toIso(now),
      data: noticeRecord(notice, text),
    };
    const body = JSON.stringify(payload);
    return {
      url,
      body,
      headers: {
        'webhook-id': notice.id,
        'webhook-timestamp': String(Math.floor(now / SECOND)),
        'webhook-signature': new Webhook(secret).sign(notice.id, new Date(now), body),
      },
    };
  },

  judge: judgeByStatus,
};

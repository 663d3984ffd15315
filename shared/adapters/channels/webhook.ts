import { Webhook } from 'standardwebhooks';
import { type Instant, SECOND, toIso } from '../../engine/calendar/instant.ts';
import type { ChannelPort } from '../../engine/outbox/channel.ts';
import { noticeRecord } from './notice-record.ts';
import { post } from './post.ts';

export interface WebhookSettings {
  readonly name: string;
  readonly url: URL;
  readonly audience: ChannelPort['audience'];
  /** `whsec_` and 24 to 64 bytes in base64, known to us and to the receiver. */
  readonly secret: string;
  /** When it is sent: a receiver refuses what is signed more than some minutes from its own time. */
  readonly now: () => Instant;
}

/**
 * Posts each notice as the Standard Webhooks specification has it: type, time and data, under an id that stays the
 * same for each attempt, and signed so that the receiver knows that it is ours and fresh.
 */
export function webhook({ name, url, audience, secret, now }: WebhookSettings): ChannelPort {
  const signer = new Webhook(secret);
  return {
    name,
    audience,
    async send(notice) {
      const at = now();
      const payload = { type: `notice.${notice.kind}`, timestamp: toIso(at), data: noticeRecord(notice) };
      const body = JSON.stringify(payload);
      return post(url, body, {
        'webhook-id': notice.id,
        'webhook-timestamp': String(Math.floor(at / SECOND)),
        'webhook-signature': signer.sign(notice.id, new Date(at), body),
      });
    },
  };
}

import { Webhook } from 'standardwebhooks';
import { type Instant, SECOND, toIso } from '../../engine/calendar/instant.ts';
import type { Channel } from '../../engine/outbox/channel.ts';
import { noticeRecord } from './notice-record.ts';
import { post } from './post.ts';

export interface WebhookSettings {
  readonly name: string;
  readonly url: URL;
  readonly audience: Channel['audience'];
  /** `whsec_` and 24 to 64 bytes in base64, known to us and to the receiver. */
  readonly secret: string;
  /** When it is sent: a receiver refuses what is signed more than some minutes from its own time. */
  readonly now: () => Instant;
  readonly timeoutMs: number;
}

/**
 * Posts each notice as the Standard Webhooks specification has it: type, time and data, under an id that stays the
 * same for each attempt, and signed so that the receiver knows that it is ours and fresh.
 */
export function webhook({ name, url, audience, secret, now, timeoutMs }: WebhookSettings): Channel {
  const signer = new Webhook(secret);
  return {
    name,
    audience,
    async send(notice, text) {
      const at = now();
      const payload = {
        type: `notice.${notice.kind}`,
        timestamp: toIso(at),
        data: noticeRecord(notice, text),
      };
      const body = JSON.stringify(payload);
      const headers = {
        'webhook-id': notice.id,
        'webhook-timestamp': String(Math.floor(at / SECOND)),
        'webhook-signature': signer.sign(notice.id, new Date(at), body),
      };
      return post(url, body, headers, timeoutMs);
    },
  };
}

import * as z from 'zod/mini';
import { toIso } from '../../engine/calendar/instant.ts';
import type { ChannelAdapter } from './channel-adapter.ts';
import { fitText, TITLE_LENGTH } from './fit-text.ts';
import { noticeRecord } from './notice-record.ts';
import { partsToKeep } from './parts-to-keep.ts';
import { judgeByStatus, noResponse, post } from './post.ts';
import { safeAddress } from './safe-address.ts';
import { webhookHeaders } from './webhook-headers.ts';

export interface StandardWebhookSettings {
  readonly url: URL;
  /** `whsec_` and 24 to 64 bytes in base64, shared with the receiver. */
  readonly secret: string;
  /** The secret before this one. Both sign until the receiver knows the new one. */
  readonly formerSecret?: string | undefined;
}

const PREFIX = 'whsec_';

/** The library takes a secret of any length, and of letters that are no base64. */
function isSecret(text: string): boolean {
  const encoded = text.slice(PREFIX.length);
  const bytes = Buffer.from(encoded, 'base64');
  const unpadded = (base64: string) => base64.replace(/=+$/, '');
  const isBase64 = unpadded(bytes.toString('base64')) === unpadded(encoded);
  return text.startsWith(PREFIX) && isBase64 && bytes.length >= 24 && bytes.length <= 64;
}

const secret = () => z.string().check(z.refine(isSecret, 'whsec_ and 24 to 64 bytes in base64'));

/**
 * Posts each notice as the Standard Webhooks specification defines it: type, time and data. The id stays the same for
 * each attempt, so the receiver can drop repeats; the signatures prove the sender and the time of the attempt.
 */
export const standardWebhook: ChannelAdapter<StandardWebhookSettings> = {
  // The specification wants less than 20 kB of JSON, in which a quotation mark is two and the codes have their place.
  limits: { length: { max: 8000, unit: 'bytes' } },

  settings: () =>
    z.strictObject({ url: safeAddress(), secret: secret(), formerSecret: z.optional(secret()) }),

  async send({ notice, text }, { url, secret, formerSecret }, { now, timeoutMs }) {
    const title = fitText(text.title, [], TITLE_LENGTH);
    const words = fitText(text.text, partsToKeep(text), standardWebhook.limits.length);
    if (title === undefined || words === undefined) return { result: 'permanent', code: 'too-long' };
    const data = noticeRecord(notice, { ...text, title, text: words });
    const body = JSON.stringify({ type: `notice.${notice.kind}`, timestamp: toIso(now), data });
    const secrets = formerSecret === undefined ? [secret] : [secret, formerSecret];
    const headers = webhookHeaders({ id: notice.id, body, secrets }, now);
    const response = await post({ url, body, headers }, timeoutMs);
    return response === undefined ? noResponse : judgeByStatus(response);
  },
};

import { defined } from '../../../engine/defined.ts';
import type { Posted, SenderWorld } from '../../../webhooks/webhook-world.ts';
import { isLoopback } from '../loopback.ts';
import { type ChannelResponse, post } from '../post.ts';
import { webhookHeaders } from '../webhook-headers.ts';
import { type Outside, postOutside } from './post-outside.ts';

/** Where events may go: to the internet alone, or also to this machine, which only the local run allows. */
export type WebhooksTo = 'outside' | 'loopback';

/** Whether an address is this machine's, as it is written. */
export const isHere = ({ protocol, hostname }: URL): boolean =>
  (protocol === 'http:' || protocol === 'https:') && isLoopback(hostname);

/**
 * Posts an event to the endpoint of another system, signed with each of its secrets. The address is judged anew, and the
 * connection uses what was judged. A redirect is a failure, as is any status but 2xx; 410 ends the endpoint.
 */
export const postEvent =
  (to: WebhooksTo, timeoutMs: number, outside?: Outside): SenderWorld['post'] =>
  async ({ url: text, id, body, secrets }, now) => {
    const url = new URL(text);
    const request = { url, body, headers: webhookHeaders({ id, body, secrets }, now) };
    const answered =
      to === 'loopback' && isHere(url)
        ? await post(request, timeoutMs)
        : await postOutside(request, timeoutMs, outside);
    if (answered === undefined) return { result: 'failed', code: 'no-response' };
    if ('status' in answered) return judged(answered);
    return { result: 'failed', code: 'code' in answered ? answered.code : 'no-response' };
  };

function judged({ status, retryAfterMs }: ChannelResponse): Posted {
  if (status >= 200 && status < 300) return { result: 'sent' };
  const code = `http-${status}`;
  if (status === 410) return { result: 'gone', code };
  const mayAsk = status === 429 || status === 503;
  return { result: 'failed', code, ...(mayAsk && defined({ retryAfterMs })) };
}

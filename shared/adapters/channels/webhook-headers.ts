import { Webhook } from 'standardwebhooks';
import { type Instant, SECOND } from '../../engine/calendar/instant.ts';

/** The headers by which a receiver knows the sender and a repeat, as the Standard Webhooks specification names them. */
export const webhookHeaders = (
  { id, body, secrets }: { readonly id: string; readonly body: string; readonly secrets: readonly string[] },
  now: Instant,
): Readonly<Record<string, string>> => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(now / SECOND)),
  'webhook-signature': secrets.map((key) => new Webhook(key).sign(id, new Date(now), body)).join(' '),
});
